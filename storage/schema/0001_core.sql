-- SPDX-License-Identifier: GPL-3.0-or-later
-- description: the workspace itself, stored objects, the ledger
-- min-compatible: 1

CREATE TABLE workspace (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    workspace_id TEXT NOT NULL CHECK (length(workspace_id) = 32),
    company TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;

-- One row per file below objects/. The key lives only here: deleting the row and the file disposes of the bytes.
CREATE TABLE object (
    id INTEGER PRIMARY KEY,
    file TEXT NOT NULL UNIQUE CHECK (length(file) = 32),
    file_key BLOB NOT NULL CHECK (length(file_key) = 32),
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    size INTEGER NOT NULL CHECK (size >= 0),
    kind TEXT NOT NULL
) STRICT;
CREATE INDEX object_by_digest ON object (sha256);

-- The keyring file as the last keyring.change announced it (it holds no secret in the clear): the ledger's commit decides,
-- and a rename that a crash prevented is finished by the next writer.
CREATE TABLE keyring_announced (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    bytes TEXT NOT NULL
) STRICT;

-- Headers stay for ever. The columns are the fields of FORMATS.md section 1, one by one.
CREATE TABLE ledger_entry (
    seq INTEGER PRIMARY KEY,
    time TEXT NOT NULL,
    zone TEXT NOT NULL,
    clock TEXT NOT NULL,
    person INTEGER NOT NULL,
    role TEXT NOT NULL,
    auth TEXT NOT NULL,
    host TEXT NOT NULL,
    os_user TEXT NOT NULL,
    verb TEXT NOT NULL,
    object TEXT NOT NULL,
    module TEXT NOT NULL,
    version TEXT NOT NULL,
    body_digest BLOB NOT NULL CHECK (length(body_digest) = 32)
) STRICT;
CREATE INDEX ledger_entry_by_object ON ledger_entry (object);
CREATE INDEX ledger_entry_keyring ON ledger_entry (verb) WHERE verb = 'keyring.change';

-- Bodies can be disposed of; the salted digest in the header stays, and the tombstone says why the body is gone.
CREATE TABLE ledger_body (
    seq INTEGER PRIMARY KEY REFERENCES ledger_entry (seq),
    salt BLOB NOT NULL CHECK (length(salt) = 16),
    body TEXT NOT NULL
) STRICT;

CREATE TABLE ledger_tombstone (
    seq INTEGER PRIMARY KEY REFERENCES ledger_entry (seq),
    disposal_seq INTEGER NOT NULL REFERENCES ledger_entry (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- Final nodes of the Merkle tree; level 0 holds the leaf hashes.
CREATE TABLE ledger_node (
    level INTEGER NOT NULL,
    position INTEGER NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (level, position)
) STRICT, WITHOUT ROWID;

-- One row per transaction: the session key's signature over the root that the transaction reached.
CREATE TABLE ledger_commit (
    size INTEGER PRIMARY KEY CHECK (size > 0),
    root BLOB NOT NULL CHECK (length(root) = 32),
    person INTEGER NOT NULL,
    session_key BLOB NOT NULL CHECK (length(session_key) = 32),
    signature BLOB NOT NULL CHECK (length(signature) = 64)
) STRICT;

CREATE TABLE ledger_checkpoint (
    id INTEGER PRIMARY KEY,
    size INTEGER NOT NULL CHECK (size > 0),
    purpose TEXT NOT NULL,
    person INTEGER NOT NULL,
    public_key BLOB NOT NULL,
    note TEXT NOT NULL
) STRICT;

-- Reads of evidence by a second opener, merged from its signed spool; the digest keeps a spool line from counting twice.
CREATE TABLE ledger_spooled (
    sha256 BLOB PRIMARY KEY CHECK (length(sha256) = 32),
    seq INTEGER NOT NULL REFERENCES ledger_entry (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry
BEGIN SELECT RAISE(ABORT, 'ledger entries are append-only'); END;
CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry
BEGIN SELECT RAISE(ABORT, 'ledger entries are append-only'); END;
CREATE TRIGGER ledger_entry_next BEFORE INSERT ON ledger_entry
WHEN NEW.seq <> (SELECT coalesce(max(seq) + 1, 0) FROM ledger_entry)
BEGIN SELECT RAISE(ABORT, 'ledger entries are numbered without gaps'); END;

CREATE TRIGGER ledger_body_no_update BEFORE UPDATE ON ledger_body
BEGIN SELECT RAISE(ABORT, 'ledger bodies are append-only'); END;
CREATE TRIGGER ledger_body_disposal BEFORE DELETE ON ledger_body
WHEN NOT EXISTS (SELECT 1 FROM ledger_tombstone WHERE ledger_tombstone.seq = OLD.seq)
BEGIN SELECT RAISE(ABORT, 'a ledger body is deleted only behind its tombstone'); END;
CREATE TRIGGER ledger_body_not_again BEFORE INSERT ON ledger_body
WHEN EXISTS (SELECT 1 FROM ledger_tombstone WHERE ledger_tombstone.seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'a disposed ledger body does not return'); END;

CREATE TRIGGER ledger_tombstone_no_update BEFORE UPDATE ON ledger_tombstone
BEGIN SELECT RAISE(ABORT, 'tombstones are append-only'); END;
CREATE TRIGGER ledger_tombstone_no_delete BEFORE DELETE ON ledger_tombstone
BEGIN SELECT RAISE(ABORT, 'tombstones are append-only'); END;

CREATE TRIGGER ledger_node_no_update BEFORE UPDATE ON ledger_node
BEGIN SELECT RAISE(ABORT, 'tree nodes are append-only'); END;
CREATE TRIGGER ledger_node_no_delete BEFORE DELETE ON ledger_node
BEGIN SELECT RAISE(ABORT, 'tree nodes are append-only'); END;

CREATE TRIGGER ledger_commit_no_update BEFORE UPDATE ON ledger_commit
BEGIN SELECT RAISE(ABORT, 'signatures are append-only'); END;
CREATE TRIGGER ledger_commit_no_delete BEFORE DELETE ON ledger_commit
BEGIN SELECT RAISE(ABORT, 'signatures are append-only'); END;

CREATE TRIGGER ledger_checkpoint_no_update BEFORE UPDATE ON ledger_checkpoint
BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only'); END;
CREATE TRIGGER ledger_checkpoint_no_delete BEFORE DELETE ON ledger_checkpoint
BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only'); END;
