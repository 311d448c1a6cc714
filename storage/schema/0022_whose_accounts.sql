-- SPDX-License-Identifier: GPL-3.0-or-later
-- description: owners and purposes of accounts as people stated them, decisions on whose account it is, what conflicts of duties run through
-- min-compatible: 18

-- A14: what the listing does not say of an account that is no person's. The newest entry of an account and a fact counts; '' takes it back.
CREATE TABLE access_account_fact (
  id INTEGER PRIMARY KEY,
  system TEXT NOT NULL,
  account TEXT NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('owner', 'purpose')),
  value TEXT NOT NULL,                       -- an owner's employee id, or words
  campaign_id INTEGER NOT NULL REFERENCES access_campaign (id), -- the review in which it was stated
  why TEXT NOT NULL CHECK (why <> ''),
  stated_at INTEGER NOT NULL,                -- microseconds since 1970-01-01T00:00:00Z
  stated_by INTEGER NOT NULL REFERENCES person (id)
) STRICT;
CREATE INDEX access_account_fact_of ON access_account_fact (system, account);
CREATE TRIGGER access_account_fact_fixed BEFORE UPDATE ON access_account_fact
BEGIN SELECT RAISE(ABORT, 'a statement is followed by another, never altered'); END;
CREATE TRIGGER access_account_fact_kept BEFORE DELETE ON access_account_fact
BEGIN SELECT RAISE(ABORT, 'a statement is followed by another, never deleted'); END;

-- A13: whose account it is, as a person decided. It speaks of the account as the listing stated it then.
CREATE TABLE access_identity_decision (
  id INTEGER PRIMARY KEY,
  system TEXT NOT NULL,
  account TEXT NOT NULL,
  stated_id TEXT NOT NULL,                   -- the account's employee number, address and name in the listing
  email TEXT NOT NULL,
  account_name TEXT NOT NULL,
  employee_id TEXT NOT NULL CHECK (employee_id <> ''), -- the worker it speaks of
  worker_name TEXT NOT NULL,                 -- by the roster of then
  same INTEGER NOT NULL CHECK (same IN (0, 1)), -- 1: the account is that worker's; 0: it is not
  campaign_id INTEGER NOT NULL REFERENCES access_campaign (id), -- the review in which it was decided
  why TEXT NOT NULL CHECK (why <> ''),
  decided_at INTEGER NOT NULL,
  decided_by INTEGER NOT NULL REFERENCES person (id)
) STRICT;
CREATE INDEX access_identity_decision_of ON access_identity_decision (system, account);
CREATE TRIGGER access_identity_decision_fixed BEFORE UPDATE ON access_identity_decision
BEGIN SELECT RAISE(ABORT, 'a decision is followed by another, never altered'); END;
CREATE TRIGGER access_identity_decision_kept BEFORE DELETE ON access_identity_decision
BEGIN SELECT RAISE(ABORT, 'a decision is followed by another, never deleted'); END;

-- What was frozen was worked out with the entries up to these; 0: with none, as in all years before.
ALTER TABLE access_campaign ADD COLUMN facts_through INTEGER NOT NULL DEFAULT 0;
ALTER TABLE access_campaign ADD COLUMN identities_through INTEGER NOT NULL DEFAULT 0;
-- Those that counted in the review it was compared with.
ALTER TABLE access_campaign ADD COLUMN identities_before INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sod_run ADD COLUMN identities_through INTEGER NOT NULL DEFAULT 0;

-- B3: what a conflict runs through, as its listing has it; without rows the run is of a program that kept the words of the paths alone.
CREATE TABLE sod_conflict_grant (
  run_id INTEGER NOT NULL REFERENCES sod_run (id),
  fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),
  position INTEGER NOT NULL,
  system TEXT NOT NULL,
  account TEXT NOT NULL,
  role TEXT NOT NULL,                        -- '' when the permission is granted directly
  permission TEXT NOT NULL,
  PRIMARY KEY (run_id, fingerprint, position)
) STRICT, WITHOUT ROWID;
