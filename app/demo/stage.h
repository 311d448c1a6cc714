// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/demo_folder.h"
#include "app/demo/generator.h"
#include "storage/workspace/workspace.h"

#include <iosfwd>
#include <memory>

namespace oxseal::demo {

/// The demo's own time: goes where it is sent and ticks two seconds a look, so that entries stand in order.
class DemoClock
{
public:
    /// Never backwards: the ledger would report a clock set back.
    void advanceTo(Day day, int hour);
    [[nodiscard]] Clock clock() const;
    [[nodiscard]] Day today() const { return Instant{*now_}.day(); }

private:
    std::shared_ptr<std::int64_t> now_ = std::make_shared<std::int64_t>(0);
};

/// What every step of the demo works with: the generated world, the folder, the clock and one open session at a time (the
/// workspace has one writer). Switching persons closes one session and opens the next, so steps go person by person.
class Stage
{
public:
    Stage(std::filesystem::path folder, Generated made, std::vector<Player> people, Environment environment, std::ostream& log);
    ~Stage();

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
    [[nodiscard]] std::filesystem::path workspaceFolder() const { return folder_ / "Demo.oxseal"; }
    [[nodiscard]] const Generated& made() const { return made_; }
    [[nodiscard]] const World& world() const { return made_.world; }
    [[nodiscard]] DemoClock& clock() { return clock_; }
    [[nodiscard]] const Environment& environment() const { return environment_; }
    [[nodiscard]] const std::vector<Player>& people() const { return people_; }
    [[nodiscard]] const Player& player(const std::string& login) const;
    [[nodiscard]] const Player* playerOf(const std::string& employee) const;
    [[nodiscard]] Secret passphrase(const std::string& login) const;
    /// Bytes of a generated file; kNoInput when there is none.
    [[nodiscard]] Result<std::string> input(const std::string& path) const;

    /// The workspace opened for writing by this person.
    [[nodiscard]] Result<Workspace*> as(const std::string& login);
    /// Takes over a session that was opened elsewhere (creation).
    void adopt(std::unique_ptr<Workspace> workspace, const std::string& login);
    [[nodiscard]] Status close();

    /// One line of progress: the sentence of `code` with its arguments.
    void say(const char* code, const std::vector<std::string>& arguments = {});

    /// Ids that later steps need (campaigns, snapshots, persons), by a name of the step's choosing.
    std::map<std::string, std::int64_t> ids;

private:
    std::filesystem::path folder_;
    Generated made_;
    std::vector<Player> people_;
    DemoClock clock_;
    Environment environment_;
    std::ostream& log_;
    std::unique_ptr<Workspace> open_;
    std::string who_;
};

inline constexpr ErrorCode kNoInput{"demo.no_input", ErrorClass::Internal};
inline constexpr ErrorCode kStepFailed{"demo.step_failed", ErrorClass::Internal};

} // namespace oxseal::demo
