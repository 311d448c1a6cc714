// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/run.h"

namespace oxseal::demo {

std::optional<SavePoint> savePointFromName(std::string_view name)
{
    if (name == "day3")
        return SavePoint::Day3;
    if (name == "day20")
        return SavePoint::Day20;
    if (name == "last")
        return SavePoint::Last;
    return std::nullopt;
}

Status play(Stage& stage, [[maybe_unused]] SavePoint until)
{
    OXSEAL_CHECK(foundCompany(stage));
    return stage.close();
}

} // namespace oxseal::demo
