// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/audit/checkpoint.h"

#include "models/core/text.h"

#include <algorithm>

namespace oxseal {
namespace {

constexpr std::string_view kDash = "\xE2\x80\x94 "; // em dash and blank begin a signature line

std::uint32_t firstFour(const Digest& digest)
{
    return std::uint32_t{digest.bytes[0]} << 24 | std::uint32_t{digest.bytes[1]} << 16
        | std::uint32_t{digest.bytes[2]} << 8 | std::uint32_t{digest.bytes[3]};
}

bool readCheckpoint(const std::vector<std::string>& lines, Checkpoint& out)
{
    if (lines.size() < 3 || std::any_of(lines.begin(), lines.end(), [](const auto& line) { return line.empty(); }))
        return false;
    std::int64_t size = 0;
    const auto root = fromBase64(lines[2]);
    if (!parseInteger(lines[1], size) || size < 0 || !root || root->size() != out.root.bytes.size())
        return false;
    out.origin = lines[0];
    out.size = static_cast<std::uint64_t>(size);
    std::transform(root->begin(), root->end(), out.root.bytes.begin(), [](char c) { return static_cast<std::uint8_t>(c); });
    out.extensions.assign(lines.begin() + 3, lines.end());
    return true;
}

bool readSignature(std::string_view line, NoteSignature& out)
{
    if (line.substr(0, kDash.size()) != kDash)
        return false;
    line.remove_prefix(kDash.size());
    const auto blank = line.find(' ');
    if (blank == 0 || blank == std::string_view::npos)
        return false;
    out.name = std::string(line.substr(0, blank));
    const auto raw = fromBase64(line.substr(blank + 1));
    if (!raw || raw->size() < 5 || out.name.find('+') != std::string::npos)
        return false;
    const auto byte = [&](std::size_t i) { return std::uint32_t{static_cast<std::uint8_t>((*raw)[i])}; };
    out.keyId = byte(0) << 24 | byte(1) << 16 | byte(2) << 8 | byte(3);
    out.signature = raw->substr(4);
    return true;
}

} // namespace

std::string checkpointText(const Checkpoint& checkpoint)
{
    std::string text = checkpoint.origin + "\n" + std::to_string(checkpoint.size) + "\n"
        + toBase64(checkpoint.root.bytes) + "\n";
    for (const auto& line : checkpoint.extensions)
        text += line + "\n";
    return text;
}

std::uint32_t ed25519KeyId(Hasher& hasher, std::string_view name, ByteView publicKey)
{
    static constexpr std::uint8_t kind[] = {'\n', 0x01};
    hasher.update(name);
    hasher.update(ByteView(kind));
    hasher.update(publicKey);
    return firstFour(hasher.finish());
}

std::uint32_t ecdsaKeyId(Hasher& hasher, ByteView subjectPublicKeyInfo)
{
    return firstFour(hasher.hash(subjectPublicKeyInfo));
}

std::string noteText(const SignedNote& note)
{
    std::string text = checkpointText(note.checkpoint) + "\n";
    for (const auto& signature : note.signatures) {
        std::string raw;
        for (int shift = 24; shift >= 0; shift -= 8)
            raw.push_back(static_cast<char>(signature.keyId >> shift & 0xFFU));
        raw += signature.signature;
        text += std::string(kDash) + signature.name + " " + toBase64(asBytes(raw)) + "\n";
    }
    return text;
}

Result<SignedNote> parseNote(std::string_view text)
{
    SignedNote note;
    const auto gap = text.find("\n\n");
    if (gap == std::string_view::npos || text.back() != '\n' || !isValidUtf8(text))
        return fail(kNoteInvalid);
    if (!readCheckpoint(split(text.substr(0, gap), '\n'), note.checkpoint))
        return fail(kNoteInvalid, "text");
    const std::string_view signatures = text.substr(gap + 2);
    if (signatures.empty())
        return fail(kNoteInvalid, "signatures");
    for (const auto& line : split(signatures.substr(0, signatures.size() - 1), '\n')) {
        NoteSignature signature;
        if (!readSignature(line, signature))
            return fail(kNoteInvalid, "signatures");
        note.signatures.push_back(std::move(signature));
    }
    if (noteText(note) != text)
        return fail(kNoteInvalid, "spelling");
    return note;
}

} // namespace oxseal
