-- SPDX-License-Identifier: GPL-3.0-or-later
-- description: whose decisions an access review was compared with
-- min-compatible: 19

-- The reviews whose decisions counted when this one was opened, in the order in which they were made: a later one stands over an earlier
-- one, line by line. Of a review that a program of before opened nothing stands here; it counted the last concluded one alone.
CREATE TABLE access_counted (
  campaign_id INTEGER NOT NULL REFERENCES access_campaign (id),
  position INTEGER NOT NULL CHECK (position >= 1),
  counted_id INTEGER NOT NULL REFERENCES access_campaign (id),
  PRIMARY KEY (campaign_id, position)
) STRICT;
CREATE TRIGGER access_counted_fixed BEFORE UPDATE ON access_counted
BEGIN SELECT RAISE(ABORT, 'what a review was compared with is never altered'); END;
CREATE TRIGGER access_counted_kept BEFORE DELETE ON access_counted
BEGIN SELECT RAISE(ABORT, 'what a review was compared with is never deleted'); END;
