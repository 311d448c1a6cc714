// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/texts/texts.h"

namespace oxseal::texts {

/// Words about how reviewers work and about answers from outside the workspace.
std::span<const Entry> reviewTexts();

} // namespace oxseal::texts
