-- SPDX-License-Identifier: GPL-3.0-or-later
-- description: account inventory, reconciliations, their lines, groups and sign-offs
-- min-compatible: 5
CREATE TABLE recon_plan (
  entity TEXT NOT NULL,
  account TEXT NOT NULL,
  name TEXT NOT NULL,
  method TEXT NOT NULL CHECK (method IN ('unassigned', 'matching', 'schedule', 'roll_forward', 'none')),
  risk TEXT NOT NULL CHECK (risk IN ('low', 'medium', 'high')),
  frequency TEXT NOT NULL CHECK (frequency IN ('monthly', 'quarterly', 'yearly')),
  owner TEXT NOT NULL,
  due_business_day INTEGER NOT NULL CHECK (due_business_day BETWEEN 1 AND 60),
  because TEXT NOT NULL,
  PRIMARY KEY (entity, account),
  CHECK (method <> 'none' OR because <> '')
) STRICT, WITHOUT ROWID;

-- Amounts are minor units of the account's currency; money in is positive.
CREATE TABLE reconciliation (
  id INTEGER PRIMARY KEY,
  entity TEXT NOT NULL,
  account TEXT NOT NULL,
  account_name TEXT NOT NULL,
  period_id INTEGER NOT NULL REFERENCES period (id),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  digits INTEGER NOT NULL CHECK (digits BETWEEN 0 AND 4),
  state TEXT NOT NULL CHECK (state IN ('open', 'prepared', 'reviewed')),
  statement_account TEXT NOT NULL,
  bank_end INTEGER NOT NULL,
  books_end INTEGER NOT NULL,
  bank_opening INTEGER,
  books_opening INTEGER,
  trial_balance INTEGER,
  prior_id INTEGER REFERENCES reconciliation (id),
  rules TEXT NOT NULL,
  UNIQUE (entity, account, period_id)
) STRICT;

-- What was reconciled; another digest of the newest import re-opens the work.
CREATE TABLE recon_source (
  recon_id INTEGER NOT NULL REFERENCES reconciliation (id),
  snapshot_id INTEGER NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('statement', 'gl', 'tb')),
  rows_in_file INTEGER NOT NULL,
  rows_used INTEGER NOT NULL,        -- lines of this account
  rows_same INTEGER NOT NULL,        -- of them, proved by content to stand in an earlier file too
  PRIMARY KEY (recon_id, snapshot_id, role)
) STRICT, WITHOUT ROWID;

CREATE TABLE recon_group (
  id INTEGER PRIMARY KEY,
  recon_id INTEGER NOT NULL REFERENCES reconciliation (id),
  type TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('auto', 'suggested', 'ambiguous', 'manual')),
  rule TEXT NOT NULL,
  confidence INTEGER NOT NULL,       -- thousandths
  explanation TEXT NOT NULL,
  difference INTEGER NOT NULL,       -- statement - books, left in the group
  reason_code TEXT NOT NULL,
  rationale TEXT NOT NULL,
  made_by INTEGER NOT NULL REFERENCES person (id),
  category TEXT NOT NULL DEFAULT 'unclassified',
  note TEXT NOT NULL DEFAULT '',
  evidence_object INTEGER,
  CHECK (state <> 'manual' OR rationale <> '')
) STRICT;
CREATE INDEX recon_group_of ON recon_group (recon_id);

CREATE TABLE recon_line (
  id INTEGER PRIMARY KEY,
  recon_id INTEGER NOT NULL REFERENCES reconciliation (id),
  origin TEXT NOT NULL CHECK (origin IN ('bank', 'books', 'difference')),
  line_key TEXT NOT NULL,            -- stays the same for as long as the line is open
  snapshot_id INTEGER,               -- null for typed opening items and carried differences
  snapshot_row INTEGER,
  day INTEGER NOT NULL,              -- the original date
  amount INTEGER NOT NULL,
  reference TEXT NOT NULL,
  description TEXT NOT NULL,
  bank_id TEXT NOT NULL,
  same INTEGER NOT NULL CHECK (same IN (0, 1)),         -- stands in an earlier file: kept, not counted again
  recycled INTEGER NOT NULL CHECK (recycled IN (0, 1)), -- its bank id was used before for another line
  carried INTEGER NOT NULL CHECK (carried IN (0, 1)),   -- open at the end of the period before
  group_id INTEGER REFERENCES recon_group (id),         -- the decided group (auto or manual)
  candidate_id INTEGER REFERENCES recon_group (id),     -- a suggested or ambiguous one
  category TEXT NOT NULL DEFAULT 'unclassified',
  note TEXT NOT NULL DEFAULT '',
  evidence_object INTEGER,
  UNIQUE (recon_id, origin, line_key),
  CHECK (same = 0 OR group_id IS NULL)
) STRICT;
CREATE INDEX recon_line_of_group ON recon_line (group_id) WHERE group_id IS NOT NULL;

CREATE TABLE recon_signoff (
  id INTEGER PRIMARY KEY,
  recon_id INTEGER NOT NULL REFERENCES reconciliation (id),
  duty TEXT NOT NULL CHECK (duty IN ('preparer', 'reviewer')),
  person_id INTEGER NOT NULL REFERENCES person (id),
  at INTEGER NOT NULL,               -- microseconds since 1970-01-01T00:00:00Z
  note TEXT NOT NULL,
  voided_at INTEGER
) STRICT;
CREATE INDEX recon_signoff_of ON recon_signoff (recon_id);
CREATE TRIGGER recon_signoff_kept BEFORE DELETE ON recon_signoff
BEGIN SELECT RAISE(ABORT, 'sign-offs are never deleted'); END;
-- Whoever prepared it cannot review it: the rule stands in the data too.
CREATE TRIGGER recon_signoff_two_people BEFORE INSERT ON recon_signoff
WHEN NEW.duty = 'reviewer' AND EXISTS (SELECT 1 FROM recon_signoff p WHERE p.recon_id = NEW.recon_id
  AND p.duty = 'preparer' AND p.voided_at IS NULL AND p.person_id = NEW.person_id)
BEGIN SELECT RAISE(ABORT, 'the reviewer must be another person than the preparer'); END;
