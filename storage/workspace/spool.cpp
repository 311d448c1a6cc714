// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/workspace/spool.h"

#include "storage/crypto/signature.h"
#include "storage/workspace/workspace.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

namespace oxseal {
namespace {

Json toJson(const SpooledRead& read, const std::string& nonce)
{
    Json json;
    json.set("v", 1)
        .set("person", read.person.value)
        .set("object", read.object.value)
        .set("time", read.time.iso())
        .set("clock", name(read.clock))
        .set("host", read.host)
        .set("os_user", read.osUser)
        .set("reason", read.reason)
        .set("nonce", nonce);
    return json;
}

bool writeDurably(const std::filesystem::path& path, std::string_view bytes)
{
    const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return false;
    const bool written = ::write(fd, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size())
        && ::fsync(fd) == 0;
    ::close(fd);
    const int folder = ::open(path.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool named = folder >= 0 && ::fsync(folder) == 0;
    if (folder >= 0)
        ::close(folder);
    return written && named;
}

} // namespace

std::string Spool::signedText(const Json& read) const
{
    return "oxseal/" + workspaceId_ + "/spool\n" + canonicalJson(read) + "\n";
}

Status Spool::add(const SpooledRead& read, ByteView sessionKey, const Sign& sign, Random& random) const
{
    std::error_code status;
    std::filesystem::create_directories(folder_, status);
    std::array<std::uint8_t, 16> nonce{};
    random.fill(nonce);
    const Json content = toJson(read, toHex(nonce));
    OXSEAL_TRY(const std::string signature, sign(asBytes(signedText(content))));
    Json file;
    file.set("read", content).set("session_key", toHex(sessionKey)).set("signature", toBase64(asBytes(signature)));
    const auto path = folder_ / (toHex(nonce) + ".json");
    if (!writeDurably(path, canonicalJson(file))) {
        const std::string why = std::strerror(errno);
        std::filesystem::remove(path, status);
        return fail(kWorkspaceNoSpool, folder_.string(), {why});
    }
    return {};
}

std::vector<SpoolFile> Spool::files(const std::vector<KnownKey>& sessionKeys) const
{
    std::vector<SpoolFile> all;
    std::error_code status;
    for (const auto& entry : std::filesystem::directory_iterator(folder_, status)) {
        if (!entry.is_regular_file(status) || entry.path().extension() != ".json")
            continue;
        std::ifstream in(entry.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(in), {}};
        SpoolFile file{entry.path(), sha256(bytes), false, {}};
        const auto json = parseJson(bytes);
        if (json) {
            const Json& read = (*json)["read"];
            const auto time = Instant::fromIso(read["time"].toString());
            const auto clock = clockSourceFromName(read["clock"].toString());
            const auto key = fromHex((*json)["session_key"].toString());
            const auto signature = fromBase64((*json)["signature"].toString());
            file.read = {PersonId(read["person"].toInteger()), ObjectId(read["object"].toInteger()),
                time.value_or(Instant{}), clock.value_or(ClockSource::System), read["host"].toString(),
                read["os_user"].toString(), read["reason"].toString()};
            file.authentic = time && clock && key && signature
                && std::any_of(sessionKeys.begin(), sessionKeys.end(),
                    [&](const KnownKey& known) { return known.person == file.read.person && known.publicKey == *key; })
                && verifySession(asBytes(*key), asBytes(signedText(read)), asBytes(*signature));
        }
        all.push_back(std::move(file));
    }
    std::sort(all.begin(), all.end(), [](const SpoolFile& a, const SpoolFile& b) { return a.path < b.path; });
    return all;
}

} // namespace oxseal
