-- SPDX-License-Identifier: GPL-3.0-or-later
-- description: approval of duty rules by a second person, a draft of the next version, and what makes up for duties that cannot be separated
-- min-compatible: 11

CREATE TABLE sod_rule_verdict (
  rule_set_id INTEGER PRIMARY KEY REFERENCES sod_rule_set (id),
  verdict TEXT NOT NULL CHECK (verdict IN ('approved', 'rejected')),
  note TEXT NOT NULL,
  decided_at INTEGER NOT NULL,               -- microseconds since 1970-01-01T00:00:00Z
  decided_by INTEGER NOT NULL REFERENCES person (id)
) STRICT;
CREATE TRIGGER sod_rule_verdict_fixed BEFORE UPDATE ON sod_rule_verdict
BEGIN SELECT RAISE(ABORT, 'a verdict on rules is never changed'); END;
CREATE TRIGGER sod_rule_verdict_kept BEFORE DELETE ON sod_rule_verdict
BEGIN SELECT RAISE(ABORT, 'a verdict on rules is never deleted'); END;

-- At most one: the next version while somebody writes it. Each change has its ledger entry.
CREATE TABLE sod_rule_draft (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  base_id INTEGER REFERENCES sod_rule_set (id), -- what it began from
  body TEXT NOT NULL,                        -- canonical JSON, its version that of the base
  changed_at INTEGER NOT NULL,
  changed_by INTEGER NOT NULL REFERENCES person (id)
) STRICT;

-- Why two duties stay with one person, and how precisely the compensating control of the decision watches them.
CREATE TABLE sod_compensation (
  decision_id INTEGER PRIMARY KEY REFERENCES sod_decision (id),
  cause TEXT NOT NULL CHECK (cause IN ('headcount', 'owner', 'system', 'transition', 'other')),
  explanation TEXT NOT NULL,
  population TEXT NOT NULL,                  -- the report or list that is looked through
  precision_minor INTEGER NOT NULL CHECK (precision_minor >= 0), -- smallest amount looked at; 0: every item
  currency TEXT NOT NULL,
  frequency TEXT NOT NULL CHECK (frequency IN ('transaction', 'daily', 'weekly', 'monthly', 'quarterly')),
  evidence TEXT NOT NULL                     -- what is kept of each performance
) STRICT;
CREATE TRIGGER sod_compensation_fixed BEFORE UPDATE ON sod_compensation
BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END;
CREATE TRIGGER sod_compensation_kept BEFORE DELETE ON sod_compensation
BEGIN SELECT RAISE(ABORT, 'decisions are never deleted'); END;
