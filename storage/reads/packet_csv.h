// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/text.h"
#include "storage/packet/packet_file.h"
#include "storage/texts/texts.h"

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

/// One that knows its columns, so that the dictionary cannot forget one.
class DescribedCsv
{
public:
    /// `path` below data/.
    DescribedCsv(std::string path, std::vector<std::string> columns)
        : path_(std::move(path))
        , columns_(std::move(columns))
        , csv_(columns_)
    {
    }
    void row(const std::vector<std::string>& cells) { csv_.row(cells); }
    [[nodiscard]] PacketFile file(const char* role = "data") const
    {
        PacketCsv copy = csv_;
        return std::move(copy).file("data/" + path_, role);
    }
    /// Adds this file's columns with their meaning: the text of `prefix` and the column.
    void describe(DescribedCsv& dictionary, const std::string& prefix) const
    {
        for (const std::string& column : columns_)
            dictionary.row({path_, column, texts::sentence((prefix + column).c_str())});
    }

private:
    std::string path_;
    std::vector<std::string> columns_;
    PacketCsv csv_;
};

} // namespace oxseal
