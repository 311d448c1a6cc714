-- SPDX-License-Identifier: GPL-3.0-or-later
-- description: limits by account, intercompany pairs that are no longer laid side by side
-- min-compatible: 13

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
