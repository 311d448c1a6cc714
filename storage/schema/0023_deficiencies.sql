-- SPDX-License-Identifier: GPL-3.0-or-later
-- description: deficiencies in internal control with what points at them, their evaluation, conclusion and remedy
-- min-compatible: 18

CREATE TABLE deficiency (
  id INTEGER PRIMARY KEY,
  period_id INTEGER NOT NULL REFERENCES period (id), -- first seen
  entity TEXT NOT NULL,                      -- '' the group
  control TEXT NOT NULL,                     -- code of the control that should have caught it; '' none is named
  account TEXT NOT NULL,                     -- of the entity; '' none
  assertion TEXT NOT NULL CHECK (assertion IN ('', 'EO', 'C', 'AV', 'CO', 'RO', 'PD')),
  title TEXT NOT NULL CHECK (title <> ''),
  reason TEXT NOT NULL CHECK (reason <> ''),
  raised_at INTEGER NOT NULL,                -- microseconds since 1970-01-01T00:00:00Z
  raised_by INTEGER NOT NULL REFERENCES person (id)
) STRICT;
CREATE TRIGGER deficiency_fixed BEFORE UPDATE ON deficiency
BEGIN SELECT RAISE(ABORT, 'a deficiency is followed by acts, never altered'); END;
CREATE TRIGGER deficiency_kept BEFORE DELETE ON deficiency
BEGIN SELECT RAISE(ABORT, 'a deficiency is concluded, never deleted'); END;

-- What points at it. The reference is the one the module keeps from period to period; the words are those of the day it was linked.
CREATE TABLE deficiency_link (
  id INTEGER PRIMARY KEY,
  deficiency_id INTEGER NOT NULL REFERENCES deficiency (id),
  period_id INTEGER NOT NULL REFERENCES period (id),
  source TEXT NOT NULL CHECK (source IN ('exception', 'review_line', 'review', 'removal', 'look_back', 'conflict', 'test', 'checklist', 'hand')),
  reference TEXT NOT NULL,                   -- '' of what was typed
  about TEXT NOT NULL,
  amount INTEGER,                            -- minor units, as it stood; NULL none
  currency TEXT NOT NULL,                    -- '' without an amount
  reason TEXT NOT NULL CHECK (reason <> ''),
  linked_at INTEGER NOT NULL,
  linked_by INTEGER NOT NULL REFERENCES person (id),
  UNIQUE (deficiency_id, source, reference)
) STRICT;
CREATE INDEX deficiency_link_to ON deficiency_link (source, reference);
CREATE TRIGGER deficiency_link_fixed BEFORE UPDATE ON deficiency_link
BEGIN SELECT RAISE(ABORT, 'a link is never altered'); END;
CREATE TRIGGER deficiency_link_kept BEFORE DELETE ON deficiency_link
BEGIN SELECT RAISE(ABORT, 'a link is never deleted'); END;

CREATE TABLE deficiency_act (
  id INTEGER PRIMARY KEY,
  deficiency_id INTEGER NOT NULL REFERENCES deficiency (id),
  period_id INTEGER NOT NULL REFERENCES period (id), -- in which it counts from on
  kind TEXT NOT NULL CHECK (kind IN ('evaluate', 'conclude', 'remediate', 'reopen', 'tell')),
  likelihood TEXT CHECK (likelihood IN ('remote', 'reasonably_possible', 'probable')),
  currency TEXT,
  known INTEGER,                             -- minor units, without sign
  could_be INTEGER,
  compensating TEXT,                         -- code of the compensating control; '' none was considered
  tested TEXT CHECK (tested IN ('not_yet', 'yes', 'no')),
  leaves INTEGER,
  prudent INTEGER CHECK (prudent IN (0, 1)),
  indicators TEXT,                           -- codes, separated by ;
  rules_version INTEGER,                     -- of the severity rules by which evaluation or conclusion was measured
  level TEXT CHECK (level IN ('not_a_deficiency', 'control_deficiency', 'significant_deficiency', 'material_weakness')),
  proposed TEXT CHECK (proposed IN ('not_a_deficiency', 'control_deficiency', 'significant_deficiency', 'material_weakness')),
  because TEXT NOT NULL DEFAULT '',          -- why less than proposed; what the retest showed
  day INTEGER,                               -- days since 1970-01-01: since when it is remediated; when somebody was told
  told TEXT CHECK (told IN ('auditor', 'audit_committee')),
  reason TEXT NOT NULL CHECK (reason <> ''),
  made_at INTEGER NOT NULL,
  made_by INTEGER NOT NULL REFERENCES person (id),
  CHECK ((kind = 'evaluate') = (likelihood IS NOT NULL AND currency IS NOT NULL AND known IS NOT NULL AND could_be IS NOT NULL
    AND compensating IS NOT NULL AND tested IS NOT NULL AND leaves IS NOT NULL AND prudent IS NOT NULL AND indicators IS NOT NULL)),
  CHECK ((kind = 'conclude') = (level IS NOT NULL AND proposed IS NOT NULL)),
  CHECK ((kind IN ('evaluate', 'conclude')) = (rules_version IS NOT NULL)),
  CHECK ((kind IN ('remediate', 'tell')) = (day IS NOT NULL)),
  CHECK ((kind = 'tell') = (told IS NOT NULL)),
  CHECK (kind <> 'remediate' OR because <> '')
) STRICT;
CREATE INDEX deficiency_act_of ON deficiency_act (deficiency_id);
CREATE TRIGGER deficiency_act_other BEFORE INSERT ON deficiency_act
WHEN NEW.kind = 'conclude' AND NEW.made_by = (SELECT raised_by FROM deficiency WHERE id = NEW.deficiency_id)
BEGIN SELECT RAISE(ABORT, 'the conclusion is another person''s than who raised it'); END;
CREATE TRIGGER deficiency_act_fixed BEFORE UPDATE ON deficiency_act
BEGIN SELECT RAISE(ABORT, 'an act is followed by another, never altered'); END;
CREATE TRIGGER deficiency_act_kept BEFORE DELETE ON deficiency_act
BEGIN SELECT RAISE(ABORT, 'an act is followed by another, never deleted'); END;
