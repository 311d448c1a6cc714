// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/packet/assemble.h"

#include "storage/crypto/hash.h"
#include "storage/packet/zip_writer.h"
#include "storage/signing/certificate_view.h"

#include <algorithm>
#include <memory>

namespace oxseal {
namespace {

/// For people, these stand first in the listing of any ZIP program.
int rank(const std::string& path)
{
    const char* const first[] = {"VERIFY.md", "SHA256SUMS", "index.html", "index.pdf", "manifest.json"};
    for (int i = 0; i < 5; ++i)
        if (path == first[i])
            return i;
    return 5;
}

} // namespace

ByteStream streamOf(std::string bytes)
{
    auto held = std::make_shared<const std::string>(std::move(bytes));
    return [held](const std::function<Status(ByteView)>& sink) { return sink(asBytes(*held)); };
}

Status writePacket(const PacketParts& parts, const std::filesystem::path& file)
{
    OXSEAL_TRY(const Manifest manifest, parseManifest(parts.manifest));
    std::vector<PayloadSource> inside = parts.payload;
    inside.push_back({"manifest.json", parts.manifest.size(), streamOf(parts.manifest)});
    const std::string sums = sumsText(manifest, sha256(parts.manifest));
    inside.push_back({"SHA256SUMS", sums.size(), streamOf(sums)});
    std::sort(inside.begin(), inside.end(), [](const PayloadSource& a, const PayloadSource& b) {
        return std::pair(rank(a.path), a.path) < std::pair(rank(b.path), b.path);
    });

    std::vector<std::pair<std::string, std::string>> outside;
    for (const auto& document : parts.certification)
        outside.emplace_back("certification/" + document.path, document.bytes);
    std::string authorities;
    for (const auto& der : parts.authorities)
        authorities += certificateToPem(der);
    outside.emplace_back("certificates/ca.pem", authorities);
    for (const auto& signature : parts.signatures) {
        outside.emplace_back("certificates/" + signature.role + ".pem", certificateToPem(signature.certificate));
        outside.emplace_back("signatures/" + signature.role + ".p7s", signature.cms);
    }
    std::sort(outside.begin(), outside.end());
    Json::Array listed;
    for (const auto& [path, bytes] : outside)
        listed.push_back(Json()
                             .set("path", path)
                             .set("size", static_cast<std::int64_t>(bytes.size()))
                             .set("sha256", sha256(bytes).hex()));

    OXSEAL_TRY(const auto writer, ZipWriter::create(file));
    for (const auto& one : inside)
        OXSEAL_CHECK(writer->addStream(one.path, one.size, one.stream));
    OXSEAL_CHECK(writer->add("signatures/index.json", canonicalJson(Json().set("files", std::move(listed)))));
    for (const auto& [path, bytes] : outside)
        OXSEAL_CHECK(writer->add(path, bytes));
    return writer->finish();
}

} // namespace oxseal
