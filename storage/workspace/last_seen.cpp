// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/workspace/last_seen.h"

#include "models/core/json.h"

#include <fstream>
#include <iterator>

namespace oxseal {

LastSeen::LastSeen(std::filesystem::path folder, const std::string& workspaceId)
    : file_(folder.empty() ? std::filesystem::path() : std::move(folder) / (workspaceId + ".json"))
{
}

std::optional<LedgerHead> LastSeen::read() const
{
    if (file_.empty())
        return std::nullopt;
    std::ifstream in(file_, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    const auto json = parseJson(text);
    if (!json || !(*json)["size"].isInteger() || (*json)["size"].toInteger() < 0)
        return std::nullopt;
    const auto root = Digest::fromHex((*json)["root"].toString());
    if (!root)
        return std::nullopt;
    return LedgerHead{static_cast<std::uint64_t>((*json)["size"].toInteger()), *root};
}

void LastSeen::write(const LedgerHead& head) const
{
    if (file_.empty())
        return;
    std::error_code status;
    std::filesystem::create_directories(file_.parent_path(), status);
    auto part = file_;
    part += ".part";
    {
        std::ofstream out(part, std::ios::binary | std::ios::trunc);
        out << canonicalJson(
            Json().set("size", static_cast<std::int64_t>(head.size)).set("root", head.root.hex()));
        if (!out.flush())
            return;
    }
    std::filesystem::rename(part, file_, status);
}

} // namespace oxseal
