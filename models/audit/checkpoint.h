// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/digest.h"
#include "models/core/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace oxseal {

inline constexpr ErrorCode kNoteInvalid{"ledger.note_invalid", ErrorClass::Input};

/// The tree head a signature covers: C2SP tlog-checkpoint. FORMATS.md §2.
struct Checkpoint
{
    std::string origin; ///< "oxseal/<workspace id>", plus "/commit" for the signature of a transaction
    std::uint64_t size = 0;
    Digest root;
    std::vector<std::string> extensions; ///< further non-empty lines, e.g. "period 2026-Q3"

    friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

/// One signature line of a signed note: "— name base64(key id ‖ signature)".
struct NoteSignature
{
    std::string name; ///< no blanks and no plus sign
    std::uint32_t keyId = 0;
    std::string signature; ///< raw bytes

    friend bool operator==(const NoteSignature&, const NoteSignature&) = default;
};

struct SignedNote
{
    Checkpoint checkpoint;
    std::vector<NoteSignature> signatures;

    friend bool operator==(const SignedNote&, const SignedNote&) = default;
};

/// The signed bytes: origin, size, base64 root, extensions, each with a line feed.
[[nodiscard]] std::string checkpointText(const Checkpoint& checkpoint);
/// Key id of an Ed25519 key (C2SP signed-note): first four bytes of SHA-256(name ‖ "\n" ‖ 0x01 ‖ public key).
[[nodiscard]] std::uint32_t ed25519KeyId(Hasher& hasher, std::string_view name, ByteView publicKey);
/// Key id of an ECDSA key: first four bytes of SHA-256(SubjectPublicKeyInfo).
[[nodiscard]] std::uint32_t ecdsaKeyId(Hasher& hasher, ByteView subjectPublicKeyInfo);
[[nodiscard]] std::string noteText(const SignedNote& note);
/// Strict: writing the result again gives the same bytes.
[[nodiscard]] Result<SignedNote> parseNote(std::string_view text);

} // namespace oxseal
