-- SPDX-License-Identifier: GPL-3.0-or-later
-- description: what owners of roles state about privileged access where a listing is silent
-- min-compatible: 18

-- Said once for a role, and anew when it is no longer so; the last one counts.
CREATE TABLE access_role_privilege (
  id INTEGER PRIMARY KEY,
  system TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role <> ''),
  listing_snapshot INTEGER NOT NULL,         -- that was looked at
  privileged INTEGER NOT NULL CHECK (privileged IN (0, 1)),
  why TEXT NOT NULL CHECK (why <> ''),
  stated_at INTEGER NOT NULL,                -- microseconds since 1970-01-01T00:00:00Z
  stated_by INTEGER NOT NULL REFERENCES person (id)
) STRICT;
CREATE INDEX access_role_privilege_of ON access_role_privilege (system, role, id);
CREATE TRIGGER access_role_privilege_fixed BEFORE UPDATE ON access_role_privilege
BEGIN SELECT RAISE(ABORT, 'statements on roles are never altered'); END;
CREATE TRIGGER access_role_privilege_kept BEFORE DELETE ON access_role_privilege
BEGIN SELECT RAISE(ABORT, 'statements on roles are never deleted'); END;

-- The last statement that counted when the review was opened; 0: none. NULL: opened by a program that took silence for "no".
ALTER TABLE access_campaign ADD COLUMN privileges_through INTEGER;

-- Statements that came while a review was open, by the lines that were unknown until then. The flags it was opened with stay as they are.
CREATE TABLE access_line_privilege (
  campaign_id INTEGER NOT NULL,
  row INTEGER NOT NULL,
  statement_id INTEGER NOT NULL REFERENCES access_role_privilege (id),
  PRIMARY KEY (campaign_id, row, statement_id),
  FOREIGN KEY (campaign_id, row) REFERENCES access_line (campaign_id, row)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER access_line_privilege_fixed BEFORE UPDATE ON access_line_privilege
BEGIN SELECT RAISE(ABORT, 'statements on roles are never altered'); END;
CREATE TRIGGER access_line_privilege_kept BEFORE DELETE ON access_line_privilege
BEGIN SELECT RAISE(ABORT, 'statements on roles are never deleted'); END;
