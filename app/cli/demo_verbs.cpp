// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/demo/run.h"
#include "models/core/text.h"

namespace oxseal::cli {
namespace {

inline constexpr ErrorCode kBadPoint{"demo.bad_point", ErrorClass::Usage};

Result<int> runDemo(Call& call)
{
    OXSEAL_TRY(const std::string folder, call.argument(0, "The demo's folder"));
    std::int64_t seed = 2026;
    if (const auto text = call.value("--seed"); text && (!parseInteger(*text, seed) || seed < 0))
        return fail(kBadValue, {}, {"--seed", *text, "a whole number from 0", "demo"});
    demo::SavePoint point = demo::SavePoint::Last;
    if (const auto text = call.value("--at")) {
        const auto named = demo::savePointFromName(*text);
        if (!named)
            return fail(kBadPoint, {}, {*text});
        point = *named;
    }
    if (call.flag("--run-quarter"))
        point = demo::SavePoint::Filed;
    OXSEAL_TRY(auto made, demo::generate(static_cast<std::uint64_t>(seed)));
    OXSEAL_CHECK(demo::prepareFolder(folder));
    auto people = demo::players(*call.environment().random);
    OXSEAL_CHECK(demo::writeFolder(folder, made, people));
    const std::size_t files = made.files.size();
    const std::size_t faults = made.answers["faults"].toArray().size();
    Json result;
    result.set("folder", folder).set("seed", std::to_string(seed));
    result.set("inputs", static_cast<std::int64_t>(files)).set("faults", static_cast<std::int64_t>(faults));
    demo::Stage stage(folder, std::move(made), std::move(people), call.environment(), call.err());
    stage.say("demo.say.inputs", {std::to_string(files), folder});
    if (call.flag("--inputs-only")) {
        call.print(result, folder);
        return kDone;
    }
    OXSEAL_CHECK(demo::play(stage, point));
    const auto packet = stage.folder() / "packet.zip";
    const bool filed = point == demo::SavePoint::Filed;
    result.set("workspace", stage.workspaceFolder().string());
    if (filed)
        result.set("packet", packet.string());
    call.print(result, filed ? packet.string() : stage.workspaceFolder().string());
    return kDone;
}

} // namespace

void addDemoVerbs(Registry& verbs)
{
    verbs.push_back({"demo", "", "demo DIR [--seed N] [--at day3|day20|last] [--run-quarter] [--inputs-only]",
        {"--seed=", "--at=", "--run-quarter", "--inputs-only"}, runDemo});
}

} // namespace oxseal::cli
