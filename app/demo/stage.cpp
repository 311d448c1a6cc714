// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/stage.h"

#include "storage/texts/texts.h"

#include <algorithm>
#include <ostream>

namespace oxseal::demo {

void DemoClock::advanceTo(Day day, int hour)
{
    constexpr std::int64_t kHour = 3'600'000'000;
    *now_ = std::max(*now_, day.number * 24 * kHour + hour * kHour);
}

Clock DemoClock::clock() const
{
    Clock clock;
    clock.now = [now = now_] { return Instant{*now += 2'000'000}; };
    clock.source = ClockSource::Demo;
    clock.zone = "America/New_York";
    return clock;
}

Stage::Stage(std::filesystem::path folder, Generated made, std::vector<Player> people, Environment environment, std::ostream& log)
    : folder_(std::move(folder))
    , made_(std::move(made))
    , people_(std::move(people))
    , environment_(std::move(environment))
    , log_(log)
{
    environment_.clock = clock_.clock();
}

Stage::~Stage() = default;

const Player& Stage::player(const std::string& login) const
{
    return *std::find_if(people_.begin(), people_.end(), [&](const Player& p) { return p.login == login; });
}

const Player* Stage::playerOf(const std::string& employee) const
{
    const auto found = std::find_if(people_.begin(), people_.end(), [&](const Player& p) { return p.employee == employee; });
    return found == people_.end() || employee.empty() ? nullptr : &*found;
}

Secret Stage::passphrase(const std::string& login) const { return Secret::copyOf(asBytes(player(login).passphrase)); }

Result<std::string> Stage::input(const std::string& path) const
{
    const auto found = made_.files.find(path);
    if (found == made_.files.end())
        return fail(kNoInput, path, {path});
    return found->second;
}

Result<Workspace*> Stage::as(const std::string& login)
{
    if (open_ && who_ == login)
        return open_.get();
    OXSEAL_CHECK(close());
    OXSEAL_TRY(open_, openWorkspace({workspaceFolder(), login, false}, passphrase(login), environment_));
    who_ = login;
    return open_.get();
}

void Stage::adopt(std::unique_ptr<Workspace> workspace, const std::string& login)
{
    open_ = std::move(workspace);
    who_ = login;
}

Status Stage::close()
{
    if (open_) {
        const Status closed = open_->close();
        open_.reset();
        who_.clear();
        return closed;
    }
    return {};
}

void Stage::say(const char* code, const std::vector<std::string>& arguments)
{
    log_ << texts::sentence(code, arguments) << std::endl;
}

} // namespace oxseal::demo
