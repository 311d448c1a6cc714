// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/reconcile_verbs.h"

namespace oxseal::cli {

void addReconcileVerbs([[maybe_unused]] Registry& verbs)
{
}

} // namespace oxseal::cli
