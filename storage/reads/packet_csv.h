// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/text.h"
#include "storage/packet/packet_file.h"

#include <string>
#include <utility>
#include <vector>

namespace oxseal {

/// A CSV of a packet: raw RFC 4180, header first, CRLF, nothing neutralised.
class PacketCsv
{
public:
    explicit PacketCsv(const std::vector<std::string>& header) { row(header); }
    void row(const std::vector<std::string>& cells)
    {
        for (std::size_t i = 0; i < cells.size(); ++i)
            bytes_ += (i > 0 ? "," : "") + csvField(cells[i]);
        bytes_ += "\r\n";
    }
    [[nodiscard]] PacketFile file(std::string path, std::string role = "data") &&
    {
        return {std::move(path), std::move(bytes_), std::move(role)};
    }

private:
    std::string bytes_;
};

} // namespace oxseal
