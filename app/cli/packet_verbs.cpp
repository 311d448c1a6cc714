// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "storage/packet/verify.h"

#include <thread>

namespace oxseal::cli {
namespace {

Result<int> verify(Call& call)
{
    if (call.flag("--reperform"))
        return fail(kNotYet, {}, {"verify --reperform"});
    OXSEAL_TRY(const std::string file, call.argument(0, "The file"));
    VerifyOptions options;
    OXSEAL_TRY(options.anchors, readAnchors(call.values("--trust"), call.values("--fingerprint")));
    options.now = call.environment().clock.now();
    options.threads = static_cast<int>(std::thread::hardware_concurrency());
    OXSEAL_TRY(const auto result, verifyFile(file, call.value("--content").value_or(""), options));
    call.print(toJson(result), describe(result));
    return result.verdict == Verdict::Valid ? kDone : kNegative;
}

} // namespace

void addPacketVerbs(Registry& verbs)
{
    verbs.push_back({"verify", "", "verify FILE [--trust CA.pem] [--fingerprint HEX] [--content F] [--reperform]",
        {"--trust=", "--fingerprint=", "--content=", "--reperform"}, verify});
}

} // namespace oxseal::cli
