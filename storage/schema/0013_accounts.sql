-- SPDX-License-Identifier: GPL-3.0-or-later
-- description: kinds of accounts, accounts closed by rule with their samples, schedules, decisions about journal entries
-- min-compatible: 13

CREATE TABLE account_trait (
  entity TEXT NOT NULL,
  account TEXT NOT NULL,
  class TEXT NOT NULL CHECK (class IN ('not_stated', 'cash', 'clearing', 'intercompany', 'estimate', 'other')),
  key INTEGER NOT NULL CHECK (key IN (0, 1)),
  set_at INTEGER NOT NULL,                   -- microseconds since 1970-01-01T00:00:00Z
  set_by INTEGER NOT NULL REFERENCES person (id),
  PRIMARY KEY (entity, account)
) STRICT, WITHOUT ROWID;

-- One asking of the rule: which accounts it closed is in auto_close, which it refused, and why, in `refusals`.
CREATE TABLE auto_close_run (
  id INTEGER PRIMARY KEY,
  entity TEXT NOT NULL,
  period_id INTEGER NOT NULL REFERENCES period (id),
  rule_version INTEGER NOT NULL,
  rule_sha256 BLOB NOT NULL CHECK (length(rule_sha256) = 32),
  at INTEGER NOT NULL,
  made_by INTEGER NOT NULL REFERENCES person (id),
  closed INTEGER NOT NULL,
  refusals TEXT NOT NULL                     -- canonical JSON: account, conditions that failed
) STRICT;
CREATE TRIGGER auto_close_run_fixed BEFORE UPDATE ON auto_close_run
BEGIN SELECT RAISE(ABORT, 'what a rule decided is never changed'); END;
CREATE TRIGGER auto_close_run_kept BEFORE DELETE ON auto_close_run
BEGIN SELECT RAISE(ABORT, 'what a rule decided is never deleted'); END;

CREATE TABLE auto_close (
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES auto_close_run (id),
  entity TEXT NOT NULL,
  account TEXT NOT NULL,
  account_name TEXT NOT NULL,
  period_id INTEGER NOT NULL REFERENCES period (id),
  currency TEXT NOT NULL,
  digits INTEGER NOT NULL CHECK (digits BETWEEN 0 AND 4),
  balance INTEGER NOT NULL,                  -- minor units
  basis TEXT NOT NULL CHECK (basis IN ('zero', 'unchanged')),
  tb_snapshot INTEGER NOT NULL,
  gl_snapshot INTEGER NOT NULL,
  reopened_at INTEGER,
  cause TEXT NOT NULL DEFAULT '',            -- what opened it again: trial_balance, ledger, plan, rule, sample
  CHECK ((reopened_at IS NULL) = (cause = ''))
) STRICT;
CREATE UNIQUE INDEX auto_close_in_force ON auto_close (entity, account, period_id) WHERE reopened_at IS NULL;
CREATE TRIGGER auto_close_kept BEFORE DELETE ON auto_close
BEGIN SELECT RAISE(ABORT, 'what a rule closed is never deleted'); END;
CREATE TRIGGER auto_close_once BEFORE UPDATE ON auto_close
WHEN OLD.reopened_at IS NOT NULL OR NEW.balance <> OLD.balance OR NEW.run_id <> OLD.run_id
BEGIN SELECT RAISE(ABORT, 'what a rule closed is opened again once and never altered'); END;

-- The population is fixed by its digest before the seed is given.
CREATE TABLE auto_close_sample (
  id INTEGER PRIMARY KEY,
  period_id INTEGER NOT NULL REFERENCES period (id),
  seed TEXT NOT NULL CHECK (seed <> ''),
  population INTEGER NOT NULL,               -- accounts closed since the sample before, still closed
  last_close INTEGER NOT NULL,               -- highest id among them
  population_sha256 BLOB NOT NULL CHECK (length(population_sha256) = 32),
  drawn_at INTEGER NOT NULL,
  drawn_by INTEGER NOT NULL REFERENCES person (id)
) STRICT;
CREATE TRIGGER auto_close_sample_fixed BEFORE UPDATE ON auto_close_sample
BEGIN SELECT RAISE(ABORT, 'a sample is never changed'); END;
CREATE TRIGGER auto_close_sample_kept BEFORE DELETE ON auto_close_sample
BEGIN SELECT RAISE(ABORT, 'a sample is never deleted'); END;

CREATE TABLE auto_close_look (
  sample_id INTEGER NOT NULL REFERENCES auto_close_sample (id),
  close_id INTEGER NOT NULL REFERENCES auto_close (id),
  outcome TEXT NOT NULL DEFAULT '' CHECK (outcome IN ('', 'agrees', 'wrong')),
  note TEXT NOT NULL DEFAULT '',
  looked_at INTEGER,
  looked_by INTEGER REFERENCES person (id),
  PRIMARY KEY (sample_id, close_id),
  CHECK ((outcome = '') = (looked_by IS NULL))
) STRICT, WITHOUT ROWID;
CREATE TRIGGER auto_close_look_once BEFORE UPDATE ON auto_close_look
WHEN OLD.outcome <> ''
BEGIN SELECT RAISE(ABORT, 'a look at a sampled account is never changed'); END;
CREATE TRIGGER auto_close_look_kept BEFORE DELETE ON auto_close_look
BEGIN SELECT RAISE(ABORT, 'a look at a sampled account is never deleted'); END;

-- Support of a balance by a schedule. Amounts are minor units of the account's currency, debit positive.
CREATE TABLE recon_schedule (
  id INTEGER PRIMARY KEY,
  entity TEXT NOT NULL,
  account TEXT NOT NULL,
  account_name TEXT NOT NULL,
  period_id INTEGER NOT NULL REFERENCES period (id),
  kind TEXT NOT NULL CHECK (kind IN ('accrual', 'prepaid', 'deferred_revenue', 'fixed_asset', 'lease', 'debt', 'equity', 'tax', 'other')),
  currency TEXT NOT NULL,
  digits INTEGER NOT NULL CHECK (digits BETWEEN 0 AND 4),
  state TEXT NOT NULL CHECK (state IN ('open', 'prepared', 'reviewed')),
  tb_snapshot INTEGER NOT NULL,
  balance INTEGER NOT NULL,                  -- of the trial balance
  prior_id INTEGER REFERENCES recon_schedule (id),
  UNIQUE (entity, account, period_id)
) STRICT;

-- Every file that lines were read from; the newest is the one that counts, the others stay.
CREATE TABLE recon_schedule_file (
  id INTEGER PRIMARY KEY,
  schedule_id INTEGER NOT NULL REFERENCES recon_schedule (id),
  name TEXT NOT NULL,
  object_id INTEGER NOT NULL,
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
  lines INTEGER NOT NULL,
  loaded_at INTEGER NOT NULL,
  loaded_by INTEGER NOT NULL REFERENCES person (id)
) STRICT;
CREATE TRIGGER recon_schedule_file_kept BEFORE DELETE ON recon_schedule_file
BEGIN SELECT RAISE(ABORT, 'files of a schedule are never deleted'); END;

CREATE TABLE recon_schedule_line (
  id INTEGER PRIMARY KEY,
  schedule_id INTEGER NOT NULL REFERENCES recon_schedule (id),
  line_key TEXT NOT NULL CHECK (line_key <> ''),
  description TEXT NOT NULL,
  day INTEGER NOT NULL,                      -- the original date
  opening INTEGER NOT NULL,
  added INTEGER NOT NULL,
  released INTEGER NOT NULL,
  closing INTEGER NOT NULL,
  reversal INTEGER,                          -- day on which it is expected to be gone
  support TEXT NOT NULL,
  evidence_object INTEGER,
  file_id INTEGER REFERENCES recon_schedule_file (id), -- null: typed, or carried from the period before
  examined_at INTEGER,                       -- in this period, by a person
  examined_by INTEGER REFERENCES person (id),
  note TEXT NOT NULL DEFAULT '',
  UNIQUE (schedule_id, line_key),
  CHECK ((examined_at IS NULL) = (examined_by IS NULL))
) STRICT;

CREATE TABLE recon_schedule_signoff (
  id INTEGER PRIMARY KEY,
  schedule_id INTEGER NOT NULL REFERENCES recon_schedule (id),
  duty TEXT NOT NULL CHECK (duty IN ('preparer', 'reviewer')),
  person_id INTEGER NOT NULL REFERENCES person (id),
  at INTEGER NOT NULL,
  note TEXT NOT NULL,
  voided_at INTEGER
) STRICT;
CREATE INDEX recon_schedule_signoff_of ON recon_schedule_signoff (schedule_id);
CREATE TRIGGER recon_schedule_signoff_kept BEFORE DELETE ON recon_schedule_signoff
BEGIN SELECT RAISE(ABORT, 'sign-offs are never deleted'); END;
CREATE TRIGGER recon_schedule_signoff_two_people BEFORE INSERT ON recon_schedule_signoff
WHEN NEW.duty = 'reviewer' AND EXISTS (SELECT 1 FROM recon_schedule_signoff p WHERE p.schedule_id = NEW.schedule_id
  AND p.duty = 'preparer' AND p.voided_at IS NULL AND p.person_id = NEW.person_id)
BEGIN SELECT RAISE(ABORT, 'the reviewer must be another person than the preparer'); END;

-- What a person said of an entry that a test picked out. It holds for the entry as it was: another content is another entry.
CREATE TABLE journal_decision (
  id INTEGER PRIMARY KEY,
  entity TEXT NOT NULL,
  period_id INTEGER NOT NULL REFERENCES period (id),
  entry TEXT NOT NULL,
  test TEXT NOT NULL,
  entry_sha256 BLOB NOT NULL CHECK (length(entry_sha256) = 32),
  outcome TEXT NOT NULL CHECK (outcome IN ('explained', 'corrected', 'escalated')),
  reason TEXT NOT NULL CHECK (reason <> ''),
  decided_at INTEGER NOT NULL,
  decided_by INTEGER NOT NULL REFERENCES person (id)
) STRICT;
CREATE INDEX journal_decision_of ON journal_decision (period_id, entity, entry);
CREATE TRIGGER journal_decision_fixed BEFORE UPDATE ON journal_decision
BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END;
CREATE TRIGGER journal_decision_kept BEFORE DELETE ON journal_decision
BEGIN SELECT RAISE(ABORT, 'decisions are never deleted'); END;
