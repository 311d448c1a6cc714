-- SPDX-License-Identifier: GPL-3.0-or-later
-- description: sealed packets, their files and the officers' signatures
-- min-compatible: 8
CREATE TABLE packet (
  id INTEGER PRIMARY KEY,
  period_id INTEGER NOT NULL REFERENCES period (id),
  profile TEXT NOT NULL CHECK (profile IN ('officers')),
  manifest_object INTEGER NOT NULL REFERENCES object (id),
  manifest_sha256 BLOB NOT NULL CHECK (length(manifest_sha256) = 32),
  ledger_size INTEGER NOT NULL CHECK (ledger_size > 0),
  ledger_root BLOB NOT NULL CHECK (length(ledger_root) = 32),
  sealed_by INTEGER NOT NULL REFERENCES person (id),
  sealed_at TEXT NOT NULL
) STRICT;

CREATE TABLE packet_file (
  packet_id INTEGER NOT NULL REFERENCES packet (id),
  path TEXT NOT NULL,
  object_id INTEGER NOT NULL REFERENCES object (id),
  size INTEGER NOT NULL CHECK (size >= 0),
  PRIMARY KEY (packet_id, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE packet_signature (
  id INTEGER PRIMARY KEY,
  packet_id INTEGER NOT NULL REFERENCES packet (id),
  role TEXT NOT NULL CHECK (role IN ('peo', 'pfo', 'peo+pfo')),
  person_id INTEGER NOT NULL REFERENCES person (id),
  certificate BLOB NOT NULL,
  cms BLOB NOT NULL,
  signed_at TEXT NOT NULL,
  UNIQUE (packet_id, person_id)
) STRICT;

CREATE TRIGGER packet_fixed BEFORE UPDATE ON packet
BEGIN SELECT RAISE(ABORT, 'a sealed packet is never changed'); END;
CREATE TRIGGER packet_kept BEFORE DELETE ON packet
BEGIN SELECT RAISE(ABORT, 'a sealed packet is never deleted'); END;
CREATE TRIGGER packet_file_fixed BEFORE UPDATE ON packet_file
BEGIN SELECT RAISE(ABORT, 'a sealed packet is never changed'); END;
CREATE TRIGGER packet_signature_fixed BEFORE UPDATE ON packet_signature
BEGIN SELECT RAISE(ABORT, 'a signature is never changed'); END;
CREATE TRIGGER packet_signature_kept BEFORE DELETE ON packet_signature
BEGIN SELECT RAISE(ABORT, 'a signature is never deleted'); END;
