-- SPDX-License-Identifier: GPL-3.0-or-later
-- description: payment processors, limits by account, intercompany pairs that are no longer laid side by side
-- min-compatible: 18

-- A payment processor's account: its report, the clearing account of the books and the bank account it pays into.
CREATE TABLE recon_processor (
  id INTEGER PRIMARY KEY,
  entity TEXT NOT NULL,
  account TEXT NOT NULL,                     -- clearing account; also the subject of the report's imports
  bank_account TEXT NOT NULL CHECK (bank_account <> ''), -- subject of the statement's imports
  name TEXT NOT NULL CHECK (name <> ''),     -- of the processor
  mark TEXT NOT NULL,                        -- words by which the bank's lines name it; '' unknown
  transit_days INTEGER NOT NULL CHECK (transit_days >= 0),
  window_days INTEGER NOT NULL CHECK (window_days >= 0),
  made_at INTEGER NOT NULL,                  -- microseconds since 1970-01-01T00:00:00Z
  made_by INTEGER NOT NULL REFERENCES person (id),
  retired_at INTEGER,
  retired_by INTEGER REFERENCES person (id),
  retired_because TEXT NOT NULL DEFAULT '',
  UNIQUE (entity, account)
) STRICT;

-- Signatures on a processor's figures as they stood, as on those of intercompany pairs.
CREATE TABLE recon_processor_signoff (
  id INTEGER PRIMARY KEY,
  processor_id INTEGER NOT NULL REFERENCES recon_processor (id),
  period_id INTEGER NOT NULL REFERENCES period (id),
  duty TEXT NOT NULL CHECK (duty IN ('preparer', 'reviewer')),
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  category TEXT NOT NULL,                    -- of what is unexplained; '' nothing is
  note TEXT NOT NULL CHECK (note <> ''),
  signed_at INTEGER NOT NULL,
  signed_by INTEGER NOT NULL REFERENCES person (id)
) STRICT;
CREATE INDEX recon_processor_signoff_of ON recon_processor_signoff (processor_id, period_id);
CREATE TRIGGER recon_processor_signoff_fixed BEFORE UPDATE ON recon_processor_signoff
BEGIN SELECT RAISE(ABORT, 'signatures are never altered'); END;
CREATE TRIGGER recon_processor_signoff_kept BEFORE DELETE ON recon_processor_signoff
BEGIN SELECT RAISE(ABORT, 'signatures are never deleted'); END;

-- A pair that is no longer laid side by side; what was signed stays.
ALTER TABLE recon_mirror ADD COLUMN retired_at INTEGER;
ALTER TABLE recon_mirror ADD COLUMN retired_by INTEGER REFERENCES person (id);
ALTER TABLE recon_mirror ADD COLUMN retired_because TEXT NOT NULL DEFAULT '';

-- What the signer holds to be the cause of what is unexplained; '' nothing is.
ALTER TABLE recon_mirror_signoff ADD COLUMN category TEXT NOT NULL DEFAULT '';

-- What is asked of one account otherwise than the policy asks of all; the newest row of an account counts. NULL: as the policy.
CREATE TABLE account_limit (
  id INTEGER PRIMARY KEY,
  entity TEXT NOT NULL,
  account TEXT NOT NULL,
  investigate_from INTEGER CHECK (investigate_from >= 0), -- whole units of the account's currency
  investigate_share INTEGER CHECK (investigate_share BETWEEN 1 AND 10000), -- of the balance, hundredths of a percent
  write_off_most INTEGER CHECK (write_off_most >= 0),
  close_most INTEGER CHECK (close_most >= 0),
  timing_days INTEGER CHECK (timing_days BETWEEN 1 AND 180),
  reason TEXT NOT NULL CHECK (reason <> ''),
  set_at INTEGER NOT NULL,
  set_by INTEGER NOT NULL REFERENCES person (id)
) STRICT;
CREATE INDEX account_limit_of ON account_limit (entity, account);
CREATE TRIGGER account_limit_fixed BEFORE UPDATE ON account_limit
BEGIN SELECT RAISE(ABORT, 'limits are followed by others, never altered'); END;
CREATE TRIGGER account_limit_kept BEFORE DELETE ON account_limit
BEGIN SELECT RAISE(ABORT, 'limits are followed by others, never deleted'); END;
