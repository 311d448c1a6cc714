// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

#include <fstream>
#include <string>
#include <string_view>

namespace oxseal::cli {

/// A result file of any size: buffered, written beside the target and renamed when it is whole.
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
        buffer_.append(text);
        if (buffer_.size() >= kFlushAt)
            flush();
        return *this;
    }
    [[nodiscard]] Status finish()
    {
        flush();
        out_.close();
        std::error_code problem;
        if (out_)
            std::filesystem::rename(part_, path_, problem);
        if (!out_ || problem)
            return fail(kCannotWrite, path_.string(), {problem ? problem.message() : path_.string()});
        finished_ = true;
        return {};
    }

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

} // namespace oxseal::cli
