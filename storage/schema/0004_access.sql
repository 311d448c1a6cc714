-- SPDX-License-Identifier: GPL-3.0-or-later
-- description: access reviews and segregation of duties
-- min-compatible: 4

CREATE TABLE access_campaign (
  id INTEGER PRIMARY KEY,
  period_id INTEGER NOT NULL REFERENCES period (id),
  system TEXT NOT NULL,
  shape TEXT NOT NULL CHECK (shape IN ('full', 'changes', 'leavers', 'privileged', 'uncorrelated', 'non_human')),
  state TEXT NOT NULL CHECK (state IN ('draft', 'open', 'concluded', 'remediating', 'remediation_verified', 'cancelled')),
  listing_snapshot INTEGER NOT NULL,
  roster_snapshot INTEGER NOT NULL,
  previous_snapshot INTEGER,                 -- the listing compared with; NULL: no baseline
  row_root BLOB NOT NULL CHECK (length(row_root) = 32),
  as_of INTEGER NOT NULL,                    -- days since 1970-01-01
  dormant_days INTEGER NOT NULL,
  key_days INTEGER NOT NULL,
  system_owner INTEGER NOT NULL REFERENCES person (id),
  opened_at INTEGER NOT NULL,                -- microseconds since 1970-01-01T00:00:00Z
  opened_by INTEGER NOT NULL REFERENCES person (id),
  concluded_at INTEGER,
  concluded_by INTEGER REFERENCES person (id),
  performance_day INTEGER,                   -- the control's performance date
  verified_at INTEGER,
  cancelled_at INTEGER,
  cancel_reason TEXT,
  CHECK (state NOT IN ('concluded', 'remediating', 'remediation_verified') OR (concluded_at IS NOT NULL AND performance_day IS NOT NULL)),
  CHECK (state <> 'cancelled' OR cancel_reason IS NOT NULL)
) STRICT;
CREATE INDEX access_campaign_by_period ON access_campaign (period_id, system);

-- The population as frozen at opening, flags included: what a reviewer saw. row is that of the listing snapshot.
CREATE TABLE access_line (
  campaign_id INTEGER NOT NULL REFERENCES access_campaign (id),
  row INTEGER NOT NULL,
  included INTEGER NOT NULL CHECK (included IN (0, 1)), -- 0: left out by the shape's filter, and listed as such
  account TEXT NOT NULL,
  account_name TEXT NOT NULL,
  subject TEXT NOT NULL,                     -- employee id; '' nobody
  matched_by TEXT NOT NULL,
  entitlement TEXT NOT NULL,
  entitlement_key TEXT NOT NULL,             -- without the level
  flags_yes INTEGER NOT NULL,
  flags_unknown INTEGER NOT NULL,
  officer INTEGER NOT NULL CHECK (officer IN (0, 1)),
  reviewer_id INTEGER REFERENCES person (id),
  decision_id INTEGER,                       -- the latest one
  PRIMARY KEY (campaign_id, row)
) STRICT, WITHOUT ROWID;

CREATE TABLE access_decision (
  id INTEGER PRIMARY KEY,
  campaign_id INTEGER NOT NULL,
  row INTEGER NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('keep', 'revoke', 'reduce', 'not_mine', 'unsure')),
  code TEXT NOT NULL,
  target TEXT NOT NULL,
  comment TEXT NOT NULL,
  bulk INTEGER NOT NULL,                     -- number of lines decided in one act; 1: by itself
  decided_by INTEGER NOT NULL REFERENCES person (id),
  decided_at INTEGER NOT NULL,
  FOREIGN KEY (campaign_id, row) REFERENCES access_line (campaign_id, row)
) STRICT;
CREATE TRIGGER access_decision_kept BEFORE DELETE ON access_decision
BEGIN SELECT RAISE(ABORT, 'decisions are never deleted'); END;
CREATE TRIGGER access_decision_fixed BEFORE UPDATE ON access_decision
BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END;

CREATE TABLE access_removal (
  id INTEGER PRIMARY KEY,
  campaign_id INTEGER NOT NULL,
  row INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('revoke', 'reduce')),
  target TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('requested', 'claimed', 'still_present', 'removed', 'regranted', 'withdrawn')),
  requested_at INTEGER NOT NULL,
  requested_by INTEGER NOT NULL REFERENCES person (id),
  due_day INTEGER NOT NULL,
  claimed_at INTEGER,
  claimed_by INTEGER REFERENCES person (id),
  ticket TEXT NOT NULL DEFAULT '',
  removed_as_of INTEGER,
  checked_snapshot INTEGER,                  -- the extract last looked at
  FOREIGN KEY (campaign_id, row) REFERENCES access_line (campaign_id, row),
  CHECK (state IN ('requested', 'withdrawn') OR claimed_at IS NOT NULL),
  CHECK (state NOT IN ('removed', 'regranted') OR removed_as_of IS NOT NULL)
) STRICT;
CREATE INDEX access_removal_by_line ON access_removal (campaign_id, row);

CREATE TABLE access_signoff (
  campaign_id INTEGER NOT NULL REFERENCES access_campaign (id),
  capacity TEXT NOT NULL CHECK (capacity IN ('campaign_owner', 'system_owner')),
  person_id INTEGER NOT NULL REFERENCES person (id),
  signed_at INTEGER NOT NULL,
  PRIMARY KEY (campaign_id, capacity)
) STRICT, WITHOUT ROWID;

CREATE TABLE sod_rule_set (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  version TEXT NOT NULL,
  digest BLOB NOT NULL CHECK (length(digest) = 32), -- of the canonical JSON
  body TEXT NOT NULL,
  loaded_at INTEGER NOT NULL,
  loaded_by INTEGER NOT NULL REFERENCES person (id),
  UNIQUE (name, version)
) STRICT;
CREATE TRIGGER sod_rule_set_fixed BEFORE UPDATE ON sod_rule_set
BEGIN SELECT RAISE(ABORT, 'rule sets are never changed'); END;
CREATE TRIGGER sod_rule_set_kept BEFORE DELETE ON sod_rule_set
BEGIN SELECT RAISE(ABORT, 'rule sets are never deleted'); END;

CREATE TABLE sod_run (
  id INTEGER PRIMARY KEY,
  period_id INTEGER NOT NULL REFERENCES period (id),
  rule_set_id INTEGER NOT NULL REFERENCES sod_rule_set (id),
  roster_snapshot INTEGER NOT NULL,
  listings TEXT NOT NULL,                    -- snapshot ids, joined by blanks
  as_of INTEGER NOT NULL,
  ran_at INTEGER NOT NULL,
  ran_by INTEGER NOT NULL REFERENCES person (id),
  persons INTEGER NOT NULL,
  grants INTEGER NOT NULL,
  conflicts INTEGER NOT NULL,
  accounts_without_person INTEGER NOT NULL,
  unmapped INTEGER NOT NULL,
  coverage_percent INTEGER NOT NULL
) STRICT;
CREATE INDEX sod_run_by_period ON sod_run (period_id, id);

CREATE TABLE sod_conflict (
  run_id INTEGER NOT NULL REFERENCES sod_run (id),
  fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),
  subject TEXT NOT NULL,                     -- 'person:E1' or 'account:ERP/x9'
  rule TEXT NOT NULL,
  risk TEXT NOT NULL,
  control TEXT NOT NULL,
  severity TEXT NOT NULL CHECK (severity IN ('low', 'medium', 'high', 'critical')),
  left_path TEXT NOT NULL,
  right_path TEXT NOT NULL,
  PRIMARY KEY (run_id, fingerprint)
) STRICT, WITHOUT ROWID;

-- Decisions point at fingerprints, so that they survive the next run.
CREATE TABLE sod_decision (
  id INTEGER PRIMARY KEY,
  fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 32),
  kind TEXT NOT NULL CHECK (kind IN ('mitigate', 'accept')),
  control TEXT NOT NULL,
  performer TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('', 'designed', 'operating', 'tested', 'failed')),
  until_day INTEGER NOT NULL,
  note TEXT NOT NULL,
  decided_at INTEGER NOT NULL,
  decided_by INTEGER NOT NULL REFERENCES person (id)
) STRICT;
CREATE INDEX sod_decision_by_fingerprint ON sod_decision (fingerprint, id);
CREATE TRIGGER sod_decision_fixed BEFORE UPDATE ON sod_decision
BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END;
CREATE TRIGGER sod_decision_kept BEFORE DELETE ON sod_decision
BEGIN SELECT RAISE(ABORT, 'decisions are never deleted'); END;
