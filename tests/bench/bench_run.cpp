// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bench_run.h"

#include <algorithm>
#include <array>
#include <chrono>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace oxseal::bench {
namespace {

double secondsOf(const timeval& time) { return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6; }

std::string readAll(int fd)
{
    std::string out;
    std::array<char, 65536> block{};
    for (ssize_t count = ::read(fd, block.data(), block.size()); count > 0; count = ::read(fd, block.data(), block.size()))
        out.append(block.data(), static_cast<std::size_t>(count));
    return out;
}

} // namespace

Run run(const std::vector<std::string>& words)
{
    std::vector<std::string> copies = words;
    std::vector<char*> arguments;
    for (auto& word : copies)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0)
        return {};
    const auto begun = std::chrono::steady_clock::now();
    const pid_t child = ::fork();
    if (child == 0) {
        ::dup2(ends[1], STDOUT_FILENO);
        ::close(ends[0]);
        ::close(ends[1]);
        ::execv(arguments.front(), arguments.data());
        ::_exit(127);
    }
    ::close(ends[1]);
    Run made;
    if (child > 0) {
        made.out = readAll(ends[0]);
        int status = 0;
        rusage used{};
        ::wait4(child, &status, 0, &used);
        made.wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
        made.cpu = secondsOf(used.ru_utime) + secondsOf(used.ru_stime);
        made.peak = std::int64_t{used.ru_maxrss} * 1024;
        made.code = WIFEXITED(status) && WEXITSTATUS(status) != 127 ? WEXITSTATUS(status) : -1;
    }
    ::close(ends[0]);
    return made;
}

Run median(const std::vector<std::string>& words, int runs)
{
    std::vector<Run> made;
    for (int i = 0; i <= runs; ++i) {
        Run one = run(words);
        if (one.code != 0 && one.code != 1)
            return one;
        if (i > 0)
            made.push_back(std::move(one));
    }
    std::sort(made.begin(), made.end(), [](const Run& a, const Run& b) { return a.wall < b.wall; });
    return made[made.size() / 2];
}

} // namespace oxseal::bench
