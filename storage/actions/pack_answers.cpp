// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/actions/pack_answers.h"

#include <fstream>
#include <iterator>
#include <utility>

namespace oxseal {

Result<std::shared_ptr<const OpenedPack>> openPackFile(const std::filesystem::path& file, const Secret& passphrase, const Environment& environment)
{
    std::ifstream in(file, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    if (!in || bytes.empty())
        return fail(kPackUnreadable, {}, {file.string()});
    OXSEAL_TRY(const PackFile closed, readPack(asBytes(bytes)));
    OXSEAL_TRY(OpenedPack opened, openPack(closed, passphrase, environment));
    return std::make_shared<const OpenedPack>(std::move(opened));
}

Result<std::string> signedAnswers(const OpenedPack& pack, const std::vector<access::Answer>& answers, const Environment& environment)
{
    return sealReply(pack, answers, environment.clock.now(), *environment.random);
}

} // namespace oxseal
