// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/run.h"

namespace oxseal::demo {

Status foundCompany(Stage& stage)
{
    stage.clock().advanceTo(day(2026, 4, 1), 13);
    const Player& first = stage.player("admin");
    OXSEAL_TRY(auto created, createWorkspace({stage.workspaceFolder(), stage.world().entities.front().name, first.login, first.name},
        stage.passphrase(first.login), stage.environment()));
    stage.adopt(std::move(created.workspace), first.login);
    stage.say("demo.say.company");
    return {};
}

} // namespace oxseal::demo
