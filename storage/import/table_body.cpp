// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import/table_body.h"

#include "models/core/parallel.h"
#include "storage/import/row_block.h"

#include <algorithm>
#include <memory>
#include <numeric>

namespace oxseal {
namespace {

constexpr std::size_t kStepBytes = 4U << 20; ///< of text, dealt to all threads
constexpr std::size_t kWorthAThread = 1U << 18;

Column emptyColumn(const PlannedColumn& planned)
{
    switch (planned.type) {
    case ColumnType::Text: return {planned.name, TextColumn()};
    case ColumnType::Money: return {planned.name, MoneyColumn()};
    case ColumnType::Integer: return {planned.name, IntegerColumn()};
    case ColumnType::Day: return {planned.name, DayColumn()};
    case ColumnType::Flag: return {planned.name, FlagColumn()};
    }
    return {planned.name, TextColumn()};
}

/// Numbers of distinct texts tell how long a column takes.
std::size_t weightOf(const Column& column)
{
    const auto* text = std::get_if<TextColumn>(&column.data);
    return text == nullptr ? 0 : text->dictionary().size() + 1;
}

class BodyReader
{
public:
    BodyReader(std::string_view text, const TablePlan& plan, const CsvDialect& dialect, const TableOptions& options)
        : text_(text)
        , plan_(plan)
        , options_(options)
        , threads_(std::clamp(options.threads, 1U, 8U))
        , line_(plan.bodyLine - 1)
    {
        for (auto* step : {&reading_, &read_}) {
            for (unsigned i = 0; i < threads_; ++i)
                step->blocks.push_back(std::make_unique<RowBlock>(plan, dialect, options.keepLines));
        }
        for (const auto& column : plan.columns)
            body_.columns.push_back(emptyColumn(column));
    }

    Result<TableBody> run()
    {
        std::size_t from = plan_.bodyOffset;
        while (from < text_.size() || read_.used > 0) {
            if (options_.progress.cancelled())
                return fail(kImportCancelled);
            const std::size_t stop = std::min(from + kStepBytes, text_.size());
            const auto starts = stretchStarts(from, stop);
            round(starts);
            from = settle(starts, stop, from);
            options_.progress.at(from, text_.size());
            if (!reserved_ && read_.used > 0)
                reserveFor(starts.front());
            std::swap(reading_, read_);
        }
        for (auto& column : body_.columns) {
            if (auto* text = std::get_if<TextColumn>(&column.data))
                text->finish();
        }
        return std::move(body_);
    }

private:
    /// The blocks of one step, in the order of the text.
    struct Step
    {
        std::vector<std::unique_ptr<RowBlock>> blocks;
        std::size_t used = 0;
    };

    /// Where parallel stretches begin: just after a line end. Inside a quoted cell such a guess is wrong, which settle() sees.
    [[nodiscard]] std::vector<std::size_t> stretchStarts(std::size_t from, std::size_t stop) const
    {
        std::vector<std::size_t> starts{from};
        const std::size_t size = stop - from;
        for (unsigned i = 1; guessing_ && i < threads_ && size / threads_ >= kWorthAThread; ++i) {
            const auto end = text_.substr(0, stop).find('\n', from + size / threads_ * i);
            if (end != std::string_view::npos && end + 1 > starts.back() && end + 1 < stop)
                starts.push_back(end + 1);
        }
        return starts;
    }

    /// Parses the stretches of this step and, at the same time, takes in the columns of the one before, the heaviest first.
    void round(const std::vector<std::size_t>& starts)
    {
        std::vector<std::function<void()>> tasks;
        const std::size_t stop = std::min(starts.front() + kStepBytes, text_.size());
        for (std::size_t i = 0; i < starts.size() && starts.front() < text_.size(); ++i) {
            tasks.emplace_back([this, i, from = starts[i], to = i + 1 < starts.size() ? starts[i + 1] : stop] {
                reading_.blocks[i]->parse(text_, from, to);
            });
        }
        std::vector<std::size_t> order(body_.columns.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(),
            [this](std::size_t a, std::size_t b) { return weightOf(body_.columns[a]) > weightOf(body_.columns[b]); });
        for (const std::size_t column : order) {
            tasks.emplace_back([this, column] {
                for (std::size_t i = 0; i < read_.used; ++i)
                    read_.blocks[i]->moveColumn(column, body_.columns[column]);
            });
        }
        runTasks(threads_, tasks);
    }

    /// Keeps the stretches that began where the one before ended; from the first that did not, the step is read again in one
    /// piece, and no more is guessed in this file. The offset of the next record.
    std::size_t settle(const std::vector<std::size_t>& starts, std::size_t stop, std::size_t from)
    {
        reading_.used = 0;
        if (from >= text_.size())
            return from;
        for (std::size_t i = 0; i < starts.size(); ++i) {
            RowBlock& block = *reading_.blocks[i];
            const bool right = starts[i] == from;
            if (!right) {
                guessing_ = false;
                block.parse(text_, from, stop);
            }
            ++reading_.used;
            note(block);
            from = block.end();
            if (!right)
                break;
        }
        return from;
    }

    /// When the first step has been taken in, the rest is expected to look like it.
    void reserveFor(std::size_t offset)
    {
        reserved_ = true;
        const std::size_t rows = body_.columns.empty() ? 0 : body_.columns.front().size();
        const std::size_t bytes = offset - plan_.bodyOffset;
        const std::size_t all = bytes == 0 ? 0 : rows * ((text_.size() - plan_.bodyOffset) / 1024 + 1) / (bytes / 1024 + 1);
        for (auto& column : body_.columns)
            std::visit(Reserve{all}, column.data);
    }

    struct Reserve
    {
        std::size_t rows;
        void operator()(TextColumn& c) const { c.reserve(rows); }
        void operator()(MoneyColumn& c) const { c.minor.reserve(rows); }
        void operator()(IntegerColumn& c) const { c.values.reserve(rows); }
        void operator()(DayColumn& c) const { c.days.reserve(rows); }
        void operator()(FlagColumn& c) const { c.flags.reserve(rows); }
    };

    /// Counts and lines of a block, moved to where the block stands in the file.
    void note(const RowBlock& block)
    {
        body_.report.add(block.report(), line_);
        for (const auto line : block.rowLines())
            body_.lines.push_back(line + line_);
        line_ += block.lines();
    }

    std::string_view text_;
    const TablePlan& plan_;
    const TableOptions& options_;
    unsigned threads_;
    bool guessing_ = true;
    bool reserved_ = false;
    std::uint64_t line_; ///< lines of the file above the next block
    Step reading_; ///< being cut into cells
    Step read_; ///< being numbered
    TableBody body_;
};

} // namespace

Result<TableBody> readBody(
    std::string_view text, const TablePlan& plan, const CsvDialect& dialect, const TableOptions& options)
{
    return BodyReader(text, plan, dialect, options).run();
}

} // namespace oxseal
