// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/answers/review_pack.h"

#include "storage/crypto/aead.h"
#include "storage/crypto/hash.h"
#include "storage/crypto/sealed_box.h"

namespace oxseal {
namespace {

constexpr std::string_view kPackMagic = "OXSEALRP";
constexpr std::string_view kReplyMagic = "OXSEALRR";
constexpr std::size_t kMostBytes = 256U << 20;
constexpr std::size_t kMostHead = 1U << 16;
constexpr std::size_t kReplyHead = 8 + 4 + 32;
constexpr std::size_t kNonce = 24;

std::string u32(std::size_t value)
{
    std::string out;
    for (const unsigned shift : {24U, 16U, 8U, 0U})
        out += static_cast<char>((value >> shift) & 255U);
    return out;
}
std::size_t readU32(ByteView bytes, std::size_t at)
{
    return std::size_t{bytes[at]} << 24U | std::size_t{bytes[at + 1]} << 16U | std::size_t{bytes[at + 2]} << 8U | bytes[at + 3];
}

bool begins(ByteView bytes, std::string_view magic) { return asText(bytes).substr(0, magic.size()) == magic; }

std::string signedText(const std::string& workspace, const std::string& reply) { return "oxseal/" + workspace + "/review-reply\n" + reply + "\n"; }

Result<Aead> replyCipher(const access::AnswerSheet& sheet) { return Aead::create(AeadKind::XChaCha20Poly1305, Secret::copyOf(asBytes(sheet.replyKey))); }

/// Canonical JSON or nothing.
Result<Json> canonical(std::string_view text, const ErrorCode& code)
{
    auto json = parseJson(text);
    if (!json || canonicalJson(*json) != text)
        return fail(code);
    return std::move(*json);
}

} // namespace

Digest sheetDigest(const access::AnswerSheet& sheet) { return sha256(canonicalJson(access::sheetJson(sheet))); }

Result<std::string> sealPack(const access::AnswerSheet& sheet, const Json& keys, Random& random)
{
    const std::string about = canonicalJson(Json::Object{{"keys", keys}, {"login", sheet.login}, {"workspace", sheet.workspace}});
    const std::string head = std::string(kPackMagic) + u32(1) + u32(about.size()) + about;
    const std::string content = canonicalJson(access::sheetJson(sheet));
    OXSEAL_TRY(const std::string sealed, sealTo(asBytes(travelBox(keys)), asBytes(content), asBytes(head), random));
    return head + sealed;
}

Result<PackFile> readPack(ByteView bytes)
{
    if (bytes.size() < kPackMagic.size() + 8 || !begins(bytes, kPackMagic) || readU32(bytes, kPackMagic.size()) != 1)
        return fail(kPackNotOne);
    const std::size_t start = kPackMagic.size() + 8;
    const std::size_t length = readU32(bytes, kPackMagic.size() + 4);
    if (bytes.size() > kMostBytes || length > kMostHead || bytes.size() - start < length)
        return fail(kPackDamaged);
    OXSEAL_TRY(const Json about, canonical(asText(bytes.subspan(start, length)), kPackDamaged));
    PackFile out;
    if (!about.isObject() || about.toObject().size() != 3 || !about["keys"].isObject() || !about["login"].isString() || !about["workspace"].isString()
        || about["keys"]["public"]["login"] != about["login"])
        return fail(kPackDamaged);
    out.keys = about["keys"];
    out.login = about["login"].toString();
    out.workspace = about["workspace"].toString();
    out.head = std::string(asText(bytes.first(start + length)));
    out.sealed = std::string(asText(bytes.subspan(start + length)));
    return out;
}

Result<OpenedPack> openPack(const PackFile& pack, const Secret& passphrase, const Environment& environment)
{
    OXSEAL_TRY(OpenedTravelKeys keys, openTravelKeys(pack.workspace, pack.keys, passphrase, environment));
    auto content = openSealed(keys.box, asBytes(pack.sealed), asBytes(pack.head));
    if (!content)
        return fail(kPackDamaged);
    OXSEAL_TRY(const Json json, canonical(asText(content->view()), kPackDamaged));
    OXSEAL_TRY(access::AnswerSheet sheet, access::sheetFromJson(json));
    if (sheet.login != pack.login || sheet.workspace != pack.workspace)
        return fail(kPackDamaged);
    const Digest digest = sha256(content->view());
    return OpenedPack{std::move(sheet), digest, std::move(keys)};
}

Result<std::string> sealReply(const OpenedPack& pack, const std::vector<access::Answer>& answers, Instant now, Random& random)
{
    const access::AnswerSet set{pack.digest.hex(), pack.sheet.campaignDigest, pack.sheet.login, now, answers};
    OXSEAL_CHECK(access::checkAnswers(pack.sheet, set));
    const std::string reply = canonicalJson(access::answersJson(set));
    OXSEAL_TRY(const std::string signature, pack.keys.session.sign(asBytes(signedText(pack.sheet.workspace, reply))));
    const std::string body = canonicalJson(Json::Object{{"reply", access::answersJson(set)}, {"session_key", toHex(asBytes(pack.keys.session.publicKey()))},
        {"signature", toBase64(asBytes(signature))}});
    const std::string head = std::string(kReplyMagic) + u32(1) + std::string(asText(pack.digest.bytes));
    std::string nonce(kNonce, '\0');
    random.fill({reinterpret_cast<std::uint8_t*>(nonce.data()), nonce.size()});
    OXSEAL_TRY(Aead cipher, replyCipher(pack.sheet));
    OXSEAL_TRY(const std::string sealed, cipher.seal(asBytes(nonce), asBytes(head), asBytes(body)));
    return head + nonce + sealed;
}

Result<Digest> replyPack(ByteView bytes)
{
    if (bytes.size() < kReplyMagic.size() + 4 || !begins(bytes, kReplyMagic) || readU32(bytes, kReplyMagic.size()) != 1)
        return fail(kReplyNotOne);
    if (bytes.size() < kReplyHead + kNonce + Aead::kTagSize || bytes.size() > kMostBytes)
        return fail(kReplyDamaged);
    Digest out;
    std::copy_n(bytes.begin() + kReplyMagic.size() + 4, out.bytes.size(), out.bytes.begin());
    return out;
}

Result<OpenedReply> openReply(ByteView bytes, const access::AnswerSheet& sheet)
{
    OXSEAL_TRY(const Digest named, replyPack(bytes));
    const Digest digest = sheetDigest(sheet);
    if (named != digest)
        return fail(kReplyDamaged);
    OXSEAL_TRY(Aead cipher, replyCipher(sheet));
    const auto body = cipher.open(bytes.subspan(kReplyHead, kNonce), asBytes(asText(bytes.first(kReplyHead))), bytes.subspan(kReplyHead + kNonce));
    if (!body)
        return fail(kReplyDamaged);
    OXSEAL_TRY(const Json json, canonical(asText(body->view()), kReplyDamaged));
    const auto key = fromHex(json["session_key"].toString());
    const auto signature = fromBase64(json["signature"].toString());
    if (!key || !signature || json.toObject().size() != 3)
        return fail(kReplyDamaged);
    if (!verifySession(asBytes(*key), asBytes(signedText(sheet.workspace, canonicalJson(json["reply"]))), asBytes(*signature)))
        return fail(kReplySignature, {}, {sheet.reviewer});
    OpenedReply out;
    OXSEAL_TRY(out.answers, access::answersFromJson(json["reply"]));
    if (out.answers.pack != digest.hex())
        return fail(access::kReplyOtherPack);
    out.sessionKey = *key;
    return out;
}

} // namespace oxseal
