-- SPDX-License-Identifier: GPL-3.0-or-later
-- description: how many flags the program knew that opened an access review
-- min-compatible: 13

-- Flags are numbered in the order in which programs learnt them. A line of a review says nothing of the later ones, which is not
-- the same as "no"; whoever works the flags out again leaves them out.
ALTER TABLE access_campaign ADD COLUMN flags_known INTEGER NOT NULL DEFAULT 15;
UPDATE access_campaign SET flags_known = 17 WHERE EXISTS (
  SELECT 1 FROM access_line l WHERE l.campaign_id = access_campaign.id AND ((l.flags_yes | l.flags_unknown) & 98304) <> 0); -- creep, out_of_department
