// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_main.h"

#include <QCoreApplication>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace oxseal::test {
namespace {

struct Registered
{
    std::string stem;
    std::function<std::unique_ptr<QObject>()> make;
};

std::vector<Registered>& registry()
{
    static std::vector<Registered> all;
    return all;
}

} // namespace

void registerClass(const char* file, std::function<std::unique_ptr<QObject>()> make)
{
    registry().push_back({std::filesystem::path(file).stem().string(), std::move(make)});
}

std::optional<std::filesystem::path> samplesFolder()
{
    const char* folder = std::getenv("OXSEAL_SAMPLES");
    if (folder == nullptr || !std::filesystem::is_directory(folder))
        return std::nullopt;
    return std::filesystem::absolute(folder);
}

bool samplesRequired()
{
    const char* required = std::getenv("OXSEAL_SAMPLES_REQUIRED");
    return required != nullptr && std::string(required) == "1";
}

std::string readFile(const std::filesystem::path& path)
{
    std::ifstream in(path, std::ios::binary);
    if (!in)
        qFatal("cannot read %s", path.c_str());
    return {std::istreambuf_iterator<char>(in), {}};
}

int runAll(int argc, char** argv)
{
    std::string only;
    std::vector<char*> rest{argv[0]};
    for (int i = 1; i < argc; ++i) {
        if (std::string(argv[i]).rfind("tst_", 0) == 0)
            only = argv[i];
        else
            rest.push_back(argv[i]);
    }
    int failed = 0;
    int run = 0;
    for (const auto& entry : registry()) {
        if (!only.empty() && entry.stem != only)
            continue;
        ++run;
        failed += QTest::qExec(entry.make().get(), static_cast<int>(rest.size()), rest.data());
    }
    if (run == 0) {
        std::fprintf(stderr, "no test class named '%s' is registered\n", only.c_str());
        return 1;
    }
    return failed == 0 ? 0 : 1;
}

} // namespace oxseal::test

// Suites that need widgets or fonts define their own application type in a file of their folder.
QCoreApplication* makeTestApplication(int& argc, char** argv) __attribute__((weak));

int main(int argc, char** argv)
{
    std::unique_ptr<QCoreApplication> application(
        makeTestApplication != nullptr ? makeTestApplication(argc, argv) : new QCoreApplication(argc, argv));
    return oxseal::test::runAll(argc, argv);
}
