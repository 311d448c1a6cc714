-- SPDX-License-Identifier: GPL-3.0-or-later
-- description: how the work of reviewers is measured, where it may be
-- min-compatible: 11

-- Versions of the review policy (resources/rules/review_policy.json is what counts without one). In force on a day: the last
-- approved one that takes effect by then.
CREATE TABLE access_policy (
  id INTEGER PRIMARY KEY,
  effective INTEGER NOT NULL,                -- days since 1970-01-01
  body TEXT NOT NULL,                        -- canonical JSON
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
  proposed_at INTEGER NOT NULL,              -- microseconds since 1970-01-01T00:00:00Z
  proposed_by INTEGER NOT NULL REFERENCES person (id),
  approved_at INTEGER,
  approved_by INTEGER REFERENCES person (id),
  CHECK ((approved_at IS NULL) = (approved_by IS NULL)),
  CHECK (approved_by IS NULL OR approved_by <> proposed_by)
) STRICT;
CREATE TRIGGER access_policy_kept BEFORE DELETE ON access_policy
BEGIN SELECT RAISE(ABORT, 'versions of a policy are never deleted'); END;
CREATE TRIGGER access_policy_fixed BEFORE UPDATE ON access_policy
WHEN OLD.approved_by IS NOT NULL OR NEW.body <> OLD.body OR NEW.sha256 <> OLD.sha256 OR NEW.effective <> OLD.effective
  OR NEW.proposed_by <> OLD.proposed_by
BEGIN SELECT RAISE(ABORT, 'a version is approved once and never altered'); END;

-- A17: may the work of the reviewers of an entity's listings be measured ('' is the group)? The last that has begun counts;
-- without one it is off.
CREATE TABLE access_quality_mode (
  id INTEGER PRIMARY KEY,
  entity TEXT NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('off', 'aggregated', 'by_name')),
  notice TEXT NOT NULL,                      -- what the reviewers were told
  from_day INTEGER NOT NULL,
  pseudonym_key BLOB NOT NULL CHECK (length(pseudonym_key) = 32), -- never leaves the workspace
  set_at INTEGER NOT NULL,
  set_by INTEGER NOT NULL REFERENCES person (id),
  CHECK (mode = 'off' OR notice <> '')
) STRICT;
CREATE TRIGGER access_quality_mode_fixed BEFORE UPDATE ON access_quality_mode
BEGIN SELECT RAISE(ABORT, 'a switch is followed by another, never altered'); END;
CREATE TRIGGER access_quality_mode_kept BEFORE DELETE ON access_quality_mode
BEGIN SELECT RAISE(ABORT, 'a switch is followed by another, never deleted'); END;

-- Times for which a line stood selected before it was decided. Only while a mode above allows it; may be deleted.
CREATE TABLE access_showing (
  id INTEGER PRIMARY KEY,
  decision_id INTEGER NOT NULL REFERENCES access_decision (id),
  shown_from INTEGER NOT NULL,
  shown_until INTEGER NOT NULL,
  context INTEGER NOT NULL CHECK (context IN (0, 1)),
  mode TEXT NOT NULL CHECK (mode IN ('aggregated', 'by_name')), -- under which it was recorded
  CHECK (shown_from < shown_until)
) STRICT;
CREATE INDEX access_showing_by_decision ON access_showing (decision_id);
