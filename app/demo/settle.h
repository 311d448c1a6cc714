// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/demo/world.h"

namespace oxseal::demo {

/// Called after all faults are seeded: fixes opening balances so that each quarter opens where the last one closed and
/// the parent's account ends on the worked figures of a bank reconciliation (books 124,620.00, bank 128,450.00), sorts
/// lines by day and gives bank lines their identifiers.
void settle(World& world);

} // namespace oxseal::demo
