// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "models/core/parallel.h"
#include "models/core/text_buffer.h"

#include <algorithm>
#include <condition_variable>
#include <fstream>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace oxseal::cli {

/// A result file of any size, as a call can make again: buffered, written beside the target and put in its place when it is whole.
class CsvOut
{
public:
    explicit CsvOut(std::filesystem::path path)
        : path_(std::move(path))
        , part_(path_.string() + ".part")
        , out_(part_, std::ios::binary | std::ios::trunc)
    {
        buffer_.reserve(kFlushAt + 4096);
    }
    ~CsvOut()
    {
        if (!finished_) {
            std::error_code ignored;
            out_.close();
            std::filesystem::remove(part_, ignored);
        }
    }
    CsvOut(const CsvOut&) = delete;
    CsvOut& operator=(const CsvOut&) = delete;

    /// Appends text as it stands; callers escape with csvField.
    CsvOut& operator<<(std::string_view text)
    {
        if (text.size() < kFlushAt / 4) {
            buffer_.append(text);
            if (buffer_.size() >= kFlushAt)
                flush();
            return *this;
        }
        flush();
        out_.write(text.data(), static_cast<std::streamsize>(text.size())); // long enough to go by itself
        return *this;
    }
    /// Puts the file in its place, whatever was there before.
    [[nodiscard]] Status finish();

private:
    static constexpr std::size_t kFlushAt = 1U << 20;
    void flush()
    {
        out_.write(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
        buffer_.clear();
    }

    std::filesystem::path path_, part_;
    std::ofstream out_;
    std::string buffer_;
    bool finished_ = false;
};

/// Formats `pieces` of a result on `threads` threads and writes them in their order: `format(piece, text)` appends the lines of
/// one to `text`, a TextBuffer where rows are joined of many parts. Its calls run beside each other, each for another piece; as many pieces as threads are held at once.
template <class Text = std::string, class Format>
void writeInOrder(CsvOut& out, std::size_t pieces, unsigned threads, const Format& format)
{
    std::mutex mutex;
    std::condition_variable turn;
    std::size_t begun = 0;
    std::size_t written = 0;
    const auto work = [&] {
        Text text;
        for (;;) {
            std::unique_lock held(mutex);
            if (begun == pieces)
                return;
            const std::size_t mine = begun++;
            held.unlock();
            text.clear();
            format(mine, text);
            held.lock();
            turn.wait(held, [&] { return written == mine; });
            held.unlock(); // nobody else's turn comes before `written` says so
            if constexpr (std::is_same_v<Text, TextBuffer>)
                out << text.view();
            else
                out << text;
            held.lock();
            ++written;
            turn.notify_all();
        }
    };
    runTasks(threads, std::vector<std::function<void()>>(threads, work));
}

/// Writes a header and what `row(text, at)` appends for each of `count` rows.
template <class Text = std::string, class Row>
Status writeRows(const std::string& path, std::string_view header, std::size_t count, unsigned threads, const Row& row)
{
    constexpr std::size_t kRows = 4096; // of a piece
    CsvOut out(path);
    out << header;
    writeInOrder<Text>(out, (count + kRows - 1) / kRows, threads, [&](std::size_t piece, Text& text) {
        for (std::size_t at = piece * kRows; at < std::min(count, (piece + 1) * kRows); ++at)
            row(text, at);
    });
    return out.finish();
}

} // namespace oxseal::cli
