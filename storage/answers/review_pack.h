// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/access/answer_sheet.h"
#include "storage/crypto/travel_keys.h"

namespace oxseal {

inline constexpr ErrorCode kPackNotOne{"access.pack_not_one", ErrorClass::Input};
inline constexpr ErrorCode kPackDamaged{"access.pack_damaged", ErrorClass::Input};
inline constexpr ErrorCode kReplyNotOne{"access.reply_not_one", ErrorClass::Input};
inline constexpr ErrorCode kReplyDamaged{"access.reply_damaged", ErrorClass::Input};
inline constexpr ErrorCode kReplySignature{"access.reply_signature", ErrorClass::Input};
inline constexpr ErrorCode kReplyOldKey{"access.reply_old_key", ErrorClass::Input};

/// SHA-256 of a sheet's canonical JSON, by which replies name it.
[[nodiscard]] Digest sheetDigest(const access::AnswerSheet& sheet);

/// FORMATS.md §10: the sheet sealed to its reviewer's box key, with the reviewer's own wrapped login keys in front, so that the
/// passphrase alone opens it anywhere.
[[nodiscard]] Result<std::string> sealPack(const access::AnswerSheet& sheet, const Json& keys, Random& random);

/// A pack as it lies there: nothing of its content is known before it is opened.
struct PackFile
{
    std::string workspace;
    std::string login;
    Json keys;
    std::string head; ///< bytes that the seal binds
    std::string sealed;
};
/// kPackNotOne for another kind of file, kPackDamaged for one that is cut or changed.
[[nodiscard]] Result<PackFile> readPack(ByteView bytes);

struct OpenedPack
{
    access::AnswerSheet sheet;
    Digest digest;
    OpenedTravelKeys keys;
};
[[nodiscard]] Result<OpenedPack> openPack(const PackFile& pack, const Secret& passphrase, const Environment& environment);

/// The answers, signed with the reviewer's session key and closed with the pack's reply key.
[[nodiscard]] Result<std::string> sealReply(const OpenedPack& pack, const std::vector<access::Answer>& answers, Instant now, Random& random);

/// The digest of the pack that a reply answers, without opening it. kReplyNotOne, kReplyDamaged.
[[nodiscard]] Result<Digest> replyPack(ByteView bytes);
struct OpenedReply
{
    access::AnswerSet answers;
    std::string sessionKey; ///< 32 bytes; the signature over the answers is good
};
/// With the sheet as it was sent. kReplyDamaged, kReplySignature, kReplyOtherPack.
[[nodiscard]] Result<OpenedReply> openReply(ByteView bytes, const access::AnswerSheet& sheet);

} // namespace oxseal
