// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/reads/packet_csv.h"
#include "storage/reads/times_reads.h"

namespace oxseal {

/// Numbers of the extracts: "4;7;9".
[[nodiscard]] std::string extractsText(const TimesSheet& sheet);

/// data/access_leaver_times.csv and data/access_mover_times.csv (A13).
class TimesFiles
{
public:
    TimesFiles();
    void add(const TimesSheet& sheet);

    DescribedCsv leavers;
    DescribedCsv movers;
};

} // namespace oxseal
