-- SPDX-License-Identifier: GPL-3.0-or-later
-- description: accounts that ended late on the look-back worksheet, and what was done about their secrets
-- min-compatible: 18

-- 1: accounts of leavers that ended late are rows of the review's worksheet. Of reviews that earlier programs opened they are not.
ALTER TABLE access_campaign ADD COLUMN late_looked_back INTEGER NOT NULL DEFAULT 0 CHECK (late_looked_back IN (0, 1));

-- Procedures beside the conclusion; '' was not asked then.
ALTER TABLE access_look_back ADD COLUMN secret_keys TEXT NOT NULL DEFAULT '' CHECK (secret_keys IN ('', 'done', 'none', 'not_done'));
ALTER TABLE access_look_back ADD COLUMN shared_passwords TEXT NOT NULL DEFAULT '' CHECK (shared_passwords IN ('', 'done', 'none', 'not_done'));
ALTER TABLE access_look_back ADD COLUMN root_cause TEXT NOT NULL DEFAULT '';
