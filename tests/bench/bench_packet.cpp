// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bench_packet.h"

#include "storage/crypto/hash.h"
#include "storage/crypto/signature.h"
#include "storage/packet/assemble.h"
#include "storage/packet/manifest.h"
#include "storage/signing/certificate_view.h"
#include "storage/signing/cms.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <vector>

namespace oxseal::bench {
namespace {

std::string fileOf(const std::string& name)
{
    std::ifstream in(std::filesystem::path(OXSEAL_TEST_DATA) / "signing" / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string certificate(const std::string& name)
{
    const auto all = certificatesFromFile(fileOf(name + ".pem"));
    return all.empty() ? std::string() : all.front();
}

Result<SigningKey> keyOf(const std::string& name)
{
    return SigningKey::fromScalar(Curve::P256, Secret::copyOf(asBytes(fromHex(fileOf(name + ".scalar")).value_or(""))));
}

/// `bytes` bytes that do not compress, the same at every call.
ByteStream noise(std::uint64_t bytes)
{
    return [bytes](const std::function<Status(ByteView)>& part) -> Status {
        std::vector<std::uint8_t> block(1U << 20);
        std::uint64_t state = 1;
        for (auto& byte : block) {
            state = state * 6364136223846793005ULL + 1442695040888963407ULL;
            byte = static_cast<std::uint8_t>(state >> 56U);
        }
        for (std::uint64_t left = bytes; left > 0;) {
            const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(left, block.size()));
            OXSEAL_CHECK(part(ByteView(block).first(size)));
            left -= size;
        }
        return {};
    };
}

Result<Digest> digestOf(const ByteStream& stream)
{
    Sha256 hasher;
    OXSEAL_CHECK(stream([&](ByteView part) -> Status {
        hasher.update(part);
        return {};
    }));
    return hasher.finish();
}

} // namespace

Status writeLargePacket(const std::filesystem::path& file, std::uint64_t bytes)
{
    const Instant sealed = Instant::fromIso("2026-10-30T12:00:00Z").value_or(Instant());
    Manifest manifest;
    manifest.company = "Bench Inc.";
    manifest.workspace = "bench";
    manifest.period = "2026-Q3";
    manifest.firstDay = Day::fromYmd(2026, 7, 1).value_or(Day());
    manifest.lastDay = Day::fromYmd(2026, 9, 30).value_or(Day());
    manifest.profile = "officers";
    manifest.sealedAt = sealed;
    manifest.clock = "test";
    manifest.toolVersion = "bench";
    manifest.requiredSigners = {{"pfo", "Dana Weiss"}};
    OXSEAL_TRY(const SigningKey key, keyOf("pfo"));
    manifest.certificates = {{"pfo", "pfo", keyFingerprint(asBytes(key.publicKey())), "issued", Day::fromYmd(2020, 1, 1).value_or(Day())}};
    manifest.authorities = {sha256(certificate("ca"))};
    PacketParts parts;
    const auto add = [&](const std::string& path, std::uint64_t size, ByteStream stream, const char* role) -> Status {
        OXSEAL_TRY(const Digest digest, digestOf(stream));
        manifest.files.push_back({path, size, digest, role, manifest.period, {}});
        parts.payload.push_back({path, size, std::move(stream)});
        return {};
    };
    OXSEAL_CHECK(add("VERIFY.md", verifyGuide().size(), streamOf(verifyGuide()), "guide"));
    OXSEAL_CHECK(add("evidence/large.bin", bytes, noise(bytes), "evidence"));
    parts.authorities = {certificate("ca")};
    parts.manifest = manifestBytes(manifest);
    OXSEAL_TRY(const std::string cms,
        signCms(sha256(parts.manifest), key, certificate("pfo"), {Instant::fromIso("2026-10-30T13:00:00Z").value_or(sealed)}));
    parts.signatures.push_back({"pfo", cms, certificate("pfo")});
    return writePacket(parts, file);
}

} // namespace oxseal::bench
