-- SPDX-License-Identifier: GPL-3.0-or-later
-- description: how the books of an entity begin a fiscal year
-- min-compatible: 18

-- C20: accounts of the income statement restart at zero and one account takes up what they came to, without an entry in the listing. The last
-- row of an entity counts; one with empty texts takes the statement back.
CREATE TABLE journal_year (
  id INTEGER PRIMARY KEY,
  entity TEXT NOT NULL CHECK (entity <> ''),
  result_accounts TEXT NOT NULL,             -- 4000-8999, 9100
  into_account TEXT NOT NULL,
  reason TEXT NOT NULL CHECK (reason <> ''),
  stated_at INTEGER NOT NULL,                -- microseconds since 1970-01-01T00:00:00Z
  stated_by INTEGER NOT NULL REFERENCES person (id),
  CHECK ((result_accounts = '') = (into_account = ''))
) STRICT;
CREATE INDEX journal_year_of ON journal_year (entity);
CREATE TRIGGER journal_year_fixed BEFORE UPDATE ON journal_year
BEGIN SELECT RAISE(ABORT, 'statements are never altered'); END;
CREATE TRIGGER journal_year_kept BEFORE DELETE ON journal_year
BEGIN SELECT RAISE(ABORT, 'statements are never deleted'); END;
