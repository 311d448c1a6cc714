-- SPDX-License-Identifier: GPL-3.0-or-later
-- description: from which decision on a seat of an access review counts its own
-- min-compatible: 19

-- A6. Decisions up to this number were made before the seat was, or have to be made again: so what is in force follows from the decisions
-- and the seats alone, and can be worked out again without this workspace.
ALTER TABLE access_seat ADD COLUMN since INTEGER NOT NULL DEFAULT 0;
CREATE INDEX access_decision_of_line ON access_decision (campaign_id, row, id);
-- Seats that had to decide again when this step came.
UPDATE access_seat SET since = coalesce((SELECT max(d.id) FROM access_decision d
    WHERE d.campaign_id = access_seat.campaign_id AND d.row = access_seat.row AND d.stage = access_seat.stage
      AND coalesce(d.for_person, d.decided_by) = access_seat.person_id), 0)
  WHERE decision_id IS NULL;
