// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/period_call.h"

namespace oxseal::cli {

Result<Opened> openFor(Call& call, bool readOnly)
{
    OXSEAL_TRY(const std::string name, call.required("--period"));
    Opened opened;
    OXSEAL_TRY(opened.workspace, call.open(readOnly));
    OXSEAL_TRY(opened.period, periodByName(opened.workspace->db(), name));
    return opened;
}

} // namespace oxseal::cli
