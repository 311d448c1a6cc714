// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "models/core/text.h"
#include "storage/texts/texts.h"
#include "storage/workspace/pen_request.h"

#include <chrono>
#include <thread>

namespace oxseal::cli {
namespace {

constexpr std::int64_t kWaitSeconds = 300; ///< the window gives the pen up after five idle minutes
constexpr auto kLookAgain = std::chrono::milliseconds(500);

Json jsonOf(const PenHolder& holder)
{
    Json json;
    json.set("held", holder.held);
    if (holder.held) {
        json.set("login", holder.login).set("host", holder.host);
        if (holder.since)
            json.set("since", holder.since->iso());
    }
    return json;
}

/// Needs no passphrase: it looks at the lock and at requests whose signatures it checks against the public keys.
Result<int> show(Call& call)
{
    OXSEAL_TRY(const std::string folder, call.argument(0, "The workspace folder"));
    std::error_code status;
    if (!std::filesystem::is_directory(folder, status))
        return fail(kWorkspaceMissing, folder);
    OXSEAL_TRY(const PenView view, lookAtPen(folder));
    std::string text = view.holder.held ? texts::sentence("pen.held", {view.holder.words()}) : texts::sentence("pen.free");
    Json requests{Json::Array{}};
    for (const PenRequest& request : view.requests) {
        requests.push(Json()
                          .set("login", request.login)
                          .set("host", request.host)
                          .set("os_user", request.osUser)
                          .set("time", request.time.iso()));
        text += "\n" + texts::sentence("pen.asked", {request.login, request.host, request.time.iso()});
    }
    Json json = jsonOf(view.holder);
    json.set("requests", requests);
    call.print(json, text);
    return kDone;
}

/// Lays a request and waits: 0 as soon as the pen is free (the next verb takes it), 5 when it was not given.
Result<int> ask(Call& call)
{
    std::int64_t seconds = kWaitSeconds;
    if (const auto given = call.value("--wait"); given && (!parseInteger(*given, seconds) || seconds < 0))
        return fail(kBadValue, {}, {"--wait", *given, "a whole number of seconds is needed", call.noun()});
    OXSEAL_TRY(const auto workspace, call.open(true));
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
    PenHolder holder = WorkspaceLock::look(workspace->folder());
    for (; holder.held; holder = WorkspaceLock::look(workspace->folder())) {
        if (workspace->penRequest() == nullptr || workspace->penRequest()->holding != holder.text) {
            OXSEAL_CHECK(workspace->askForPen());
            call.err() << texts::sentence("pen.waiting", {holder.words()}) << '\n' << std::flush;
        }
        if (std::chrono::steady_clock::now() >= until)
            return fail(kWorkspaceBusy, {}, {holder.words()});
        std::this_thread::sleep_for(kLookAgain);
    }
    OXSEAL_CHECK(workspace->close());
    call.print(jsonOf(holder), texts::sentence("pen.free"));
    return kDone;
}

} // namespace

void addPenVerbs(Registry& verbs)
{
    verbs.push_back({"pen", "show", "pen show WORKSPACE", {}, show});
    verbs.push_back({"pen", "ask", "pen ask WORKSPACE --user U [--wait SECONDS]", {"--wait="}, ask});
}

} // namespace oxseal::cli
