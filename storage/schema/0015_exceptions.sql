-- SPDX-License-Identifier: GPL-3.0-or-later
-- description: what people decide about open items of reconciliations, from one period into the next
-- min-compatible: 13

-- One act states all of it: the newest counts. An item is known by origin and key for as long as it is open (recon_line), so that its
-- acts are found again in the next period.
CREATE TABLE recon_exception_act (
  id INTEGER PRIMARY KEY,
  recon_id INTEGER NOT NULL REFERENCES reconciliation (id), -- in whose period it was made
  entity TEXT NOT NULL,
  account TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('bank', 'books', 'difference')),
  line_key TEXT NOT NULL,
  amount INTEGER NOT NULL,                   -- as the item stood, minor units of the account's currency
  day INTEGER NOT NULL,                      -- its original date
  disposition TEXT NOT NULL CHECK (disposition IN ('none', 'investigate', 'carry', 'propose_entry', 'write_off', 'dispute')),
  owner TEXT NOT NULL,                       -- login; '' that of the account
  due_day INTEGER,                           -- days since 1970-01-01; NULL: by the rule
  control TEXT NOT NULL,                     -- code of the control that should have caught it; '' none
  other_account TEXT NOT NULL,               -- of the proposed entry
  rule_version INTEGER NOT NULL,             -- of the exception rules in force
  reason TEXT NOT NULL CHECK (reason <> ''),
  made_at INTEGER NOT NULL,                  -- microseconds since 1970-01-01T00:00:00Z
  made_by INTEGER NOT NULL REFERENCES person (id),
  CHECK ((disposition IN ('propose_entry', 'write_off')) = (other_account <> ''))
) STRICT;
CREATE INDEX recon_exception_act_of ON recon_exception_act (entity, account, origin, line_key);
CREATE TRIGGER recon_exception_act_fixed BEFORE UPDATE ON recon_exception_act
BEGIN SELECT RAISE(ABORT, 'an act is followed by another, never altered'); END;
CREATE TRIGGER recon_exception_act_kept BEFORE DELETE ON recon_exception_act
BEGIN SELECT RAISE(ABORT, 'an act is followed by another, never deleted'); END;
