-- SPDX-License-Identifier: GPL-3.0-or-later
-- description: whose the accounts are that are no person's, as frozen with a review
-- min-compatible: 18

-- A7: whoever owns such an account does not decide on it. A listing may name the owner by a name that several workers have: each of them
-- stands here. Without rows nobody owned one, or the review was opened by a program that did not note it.
CREATE TABLE access_account_owner (
  campaign_id INTEGER NOT NULL REFERENCES access_campaign (id),
  account TEXT NOT NULL,
  employee_id TEXT NOT NULL CHECK (employee_id <> ''),
  PRIMARY KEY (campaign_id, account, employee_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX access_account_owner_of ON access_account_owner (campaign_id, employee_id);
CREATE TRIGGER access_account_owner_fixed BEFORE UPDATE ON access_account_owner
BEGIN SELECT RAISE(ABORT, 'what a review was opened with is not altered'); END;
CREATE TRIGGER access_account_owner_kept BEFORE DELETE ON access_account_owner
BEGIN SELECT RAISE(ABORT, 'what a review was opened with is not deleted'); END;
