-- SPDX-License-Identifier: GPL-3.0-or-later
-- description: the answer to a contested removal with its reason; a second person for accepted conflicts of duties
-- min-compatible: 18

-- A2, A15: the words of who approved or declined that access stays. '' is of years in which they stood in the ledger alone. What was
-- declined is as if it had not been asked, and may be asked again.
ALTER TABLE access_regrant ADD COLUMN answer_why TEXT NOT NULL DEFAULT '';
ALTER TABLE access_regrant ADD COLUMN declined_at INTEGER;
ALTER TABLE access_regrant ADD COLUMN declined_by INTEGER REFERENCES person (id);

-- B6: an acceptance that needs a second person counts from that person's word on. Acceptances of before need none.
ALTER TABLE sod_decision ADD COLUMN needs_second INTEGER NOT NULL DEFAULT 0 CHECK (needs_second IN (0, 1));
-- The acceptance that this one takes the place of; it stays in the history.
ALTER TABLE sod_decision ADD COLUMN replaces INTEGER REFERENCES sod_decision (id);

CREATE TABLE sod_second_word (
  decision_id INTEGER PRIMARY KEY REFERENCES sod_decision (id),
  approved INTEGER NOT NULL CHECK (approved IN (0, 1)),
  why TEXT NOT NULL CHECK (why <> ''),
  said_at INTEGER NOT NULL,
  said_by INTEGER NOT NULL REFERENCES person (id)
) STRICT;
CREATE TRIGGER sod_second_word_other BEFORE INSERT ON sod_second_word
WHEN NEW.said_by = (SELECT decided_by FROM sod_decision WHERE id = NEW.decision_id)
BEGIN SELECT RAISE(ABORT, 'the second word is another person''s'); END;
CREATE TRIGGER sod_second_word_fixed BEFORE UPDATE ON sod_second_word
BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END;
CREATE TRIGGER sod_second_word_kept BEFORE DELETE ON sod_second_word
BEGIN SELECT RAISE(ABORT, 'decisions are never deleted'); END;
