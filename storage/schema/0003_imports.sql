-- SPDX-License-Identifier: GPL-3.0-or-later
-- description: imported snapshots, their column chunks and row roots, IPE cards
-- min-compatible: 3

-- One row per imported file. Populations are immutable: what people decide about them are rows of other tables.
CREATE TABLE snapshot (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    entity TEXT NOT NULL,
    period TEXT NOT NULL,
    file_name TEXT NOT NULL,
    as_of INTEGER,
    imported_at TEXT NOT NULL,
    imported_by INTEGER NOT NULL,
    parser TEXT NOT NULL,
    parser_version TEXT NOT NULL,
    mapping TEXT NOT NULL,
    report TEXT NOT NULL,
    redaction TEXT NOT NULL,
    original BLOB NOT NULL CHECK (length(original) = 32),
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    bytes INTEGER NOT NULL CHECK (bytes >= 0),
    object_id INTEGER NOT NULL REFERENCES object (id),
    columns BLOB NOT NULL CHECK (length(columns) = 32),
    rows INTEGER NOT NULL CHECK (rows >= 0),
    money_digits INTEGER NOT NULL,
    currency TEXT NOT NULL,
    opening TEXT NOT NULL,
    closing TEXT NOT NULL
) STRICT;
CREATE INDEX snapshot_by_key ON snapshot (kind, subject, entity, period);

CREATE TABLE snapshot_chunk (
    snapshot_id INTEGER NOT NULL REFERENCES snapshot (id),
    position INTEGER NOT NULL,
    chunk INTEGER NOT NULL,
    name TEXT NOT NULL,
    type INTEGER NOT NULL CHECK (type BETWEEN 1 AND 5),
    rows INTEGER NOT NULL CHECK (rows >= 0),
    object_id INTEGER NOT NULL REFERENCES object (id),
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    PRIMARY KEY (snapshot_id, position, chunk)
) STRICT, WITHOUT ROWID;

-- Computed when first needed. The salt keeps a row shown in a proof from giving its neighbours away.
CREATE TABLE snapshot_root (
    snapshot_id INTEGER PRIMARY KEY REFERENCES snapshot (id),
    salt BLOB NOT NULL CHECK (length(salt) = 32),
    root BLOB NOT NULL CHECK (length(root) = 32)
) STRICT;

CREATE TABLE ipe_card (
    id INTEGER PRIMARY KEY,
    snapshot_id INTEGER NOT NULL REFERENCES snapshot (id),
    system TEXT NOT NULL,
    report TEXT NOT NULL,
    report_type TEXT NOT NULL CHECK (report_type IN ('standard', 'custom', 'ad_hoc')),
    logic_changed INTEGER,
    baseline_tested INTEGER,
    baseline_by TEXT NOT NULL,
    query TEXT NOT NULL,
    run_by TEXT NOT NULL,
    run_at TEXT NOT NULL,
    source_rows INTEGER,
    source_total INTEGER,
    total_column TEXT NOT NULL,
    imported_rows INTEGER NOT NULL,
    imported_total INTEGER,
    screenshot_id INTEGER REFERENCES object (id),
    entered_by INTEGER NOT NULL,
    entered_at TEXT NOT NULL
) STRICT;
CREATE INDEX ipe_card_by_snapshot ON ipe_card (snapshot_id);

CREATE TABLE ipe_explanation (
    id INTEGER PRIMARY KEY,
    snapshot_id INTEGER NOT NULL REFERENCES snapshot (id),
    rows INTEGER NOT NULL,
    text TEXT NOT NULL CHECK (text <> ''),
    explained_by INTEGER NOT NULL,
    explained_at TEXT NOT NULL
) STRICT;

CREATE TABLE ipe_conclusion (
    id INTEGER PRIMARY KEY,
    snapshot_id INTEGER NOT NULL REFERENCES snapshot (id),
    relied INTEGER NOT NULL CHECK (relied IN (0, 1)),
    text TEXT NOT NULL,
    explanations INTEGER NOT NULL,
    concluded_by INTEGER NOT NULL,
    concluded_at TEXT NOT NULL
) STRICT;

CREATE TRIGGER snapshot_no_update BEFORE UPDATE ON snapshot
BEGIN SELECT RAISE(ABORT, 'snapshots are immutable'); END;
CREATE TRIGGER snapshot_no_delete BEFORE DELETE ON snapshot
BEGIN SELECT RAISE(ABORT, 'snapshots are immutable'); END;
CREATE TRIGGER snapshot_chunk_no_update BEFORE UPDATE ON snapshot_chunk
BEGIN SELECT RAISE(ABORT, 'snapshots are immutable'); END;
CREATE TRIGGER snapshot_chunk_no_delete BEFORE DELETE ON snapshot_chunk
BEGIN SELECT RAISE(ABORT, 'snapshots are immutable'); END;
CREATE TRIGGER snapshot_root_no_update BEFORE UPDATE ON snapshot_root
BEGIN SELECT RAISE(ABORT, 'row roots are immutable'); END;
CREATE TRIGGER snapshot_root_no_delete BEFORE DELETE ON snapshot_root
BEGIN SELECT RAISE(ABORT, 'row roots are immutable'); END;
CREATE TRIGGER ipe_card_no_update BEFORE UPDATE ON ipe_card
BEGIN SELECT RAISE(ABORT, 'IPE cards are append-only'); END;
CREATE TRIGGER ipe_explanation_no_update BEFORE UPDATE ON ipe_explanation
BEGIN SELECT RAISE(ABORT, 'explanations are append-only'); END;
CREATE TRIGGER ipe_conclusion_no_update BEFORE UPDATE ON ipe_conclusion
BEGIN SELECT RAISE(ABORT, 'conclusions are append-only'); END;
