// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/date.h"
#include "models/core/table.h"
#include "storage/packet/reperform.h"
#include "storage/packet/zip_format.h"

#include <map>
#include <memory>
#include <optional>
#include <span>

namespace oxseal {

/// A CSV of data/ as text cells under their headers.
class DataTable
{
public:
    static DataTable of(std::string_view text);

    [[nodiscard]] std::size_t rows() const noexcept { return rows_.size(); }
    /// "" when there is no such column.
    [[nodiscard]] const std::string& cell(std::size_t row, std::string_view column) const;
    [[nodiscard]] std::int64_t number(std::size_t row, std::string_view column) const; ///< 0 when it is none
    [[nodiscard]] bool has(std::string_view column) const { return columns_.find(column) != columns_.end(); }

private:
    std::map<std::string, std::size_t, std::less<>> columns_;
    std::vector<std::vector<std::string>> rows_;
};

/// An import of data/imports.csv, read again from the bytes kept in inputs/.
struct ReadAgain
{
    std::int64_t id = 0;
    std::string kind;
    std::string subject;
    std::string entity;
    std::string period;
    std::string currency;
    int moneyDigits = 2;
    Table table;
};

/// A packet while it is performed again: its files by name, its imports by number, and what has been found so far.
class PacketWork
{
public:
    PacketWork(const ByteSource& source, std::span<const zip::Entry> entries, int threads);

    [[nodiscard]] int threads() const noexcept { return threads_; }
    [[nodiscard]] bool has(const std::string& path) const { return entries_.contains(path); }
    [[nodiscard]] std::vector<std::string> pathsUnder(const std::string& folder) const;
    [[nodiscard]] Result<std::string> bytes(const std::string& path) const;
    /// nullopt, and a note, when the packet has no such file.
    [[nodiscard]] Result<std::optional<DataTable>> table(const std::string& path);

    std::map<std::int64_t, ReadAgain> imports;
    /// The last import of a kind for an entity; nullptr when there is none.
    [[nodiscard]] const ReadAgain* latest(std::string_view kind, std::string_view entity) const;
    /// nullptr when the import is not in the packet or could not be read again.
    [[nodiscard]] const ReadAgain* import(std::int64_t id) const;

    /// Notes a difference unless both are the same.
    void compare(const std::string& path, const std::string& place, const std::string& expected, const std::string& found);
    void leaveOut(std::string path, const char* why, std::vector<std::string> arguments = {});
    void count(const char* what, std::uint64_t times = 1) { out_.performed[what] += times; }
    [[nodiscard]] PacketReperformance take() { return std::move(out_); }

private:
    const ByteSource& source_;
    std::map<std::string, const zip::Entry*> entries_;
    int threads_;
    PacketReperformance out_;
};

/// "row 3, flags": rows of a CSV are counted from 1 below the header.
[[nodiscard]] std::string rowPlace(std::size_t row, std::string_view column);

Status reperformImports(PacketWork& work);
Status reperformReviews(PacketWork& work);
Status reperformDecisions(PacketWork& work); ///< after the reviews, which say what is missing of them
Status reperformTimes(PacketWork& work);
Status reperformLookBack(PacketWork& work); ///< after the times, which it takes as they are
Status reperformDuties(PacketWork& work);
Status reperformInventory(PacketWork& work);
Status reperformMatching(PacketWork& work);
Status reperformReconciliations(PacketWork& work);
Status reperformOpenings(PacketWork& work);
Status reperformMirrors(PacketWork& work);
Status reperformProcessors(PacketWork& work);
Status reperformAdministration(PacketWork& work);
Status reperformBlindSamples(PacketWork& work); ///< after the matching, whose records it takes as they are
Status reperformDeficiencies(PacketWork& work);

} // namespace oxseal
