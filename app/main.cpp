// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/window/window_main.h"
#include "storage/crypto/self_test.h"
#include "storage/export/pdf_report.h"
#include "storage/texts/texts.h"

#include <QCoreApplication>

#include <iostream>
#include <memory>
#include <string>
#include <vector>

int main(int argc, char** argv)
{
    const std::vector<std::string> words(argv + 1, argv + argc);
    // Hidden: the child that draws PDFs (storage/packet/render_client).
    if (words.size() == 1 && words.front() == "--render")
        return oxseal::exporting::renderMain(argc, argv);
    const bool window = !words.empty() && words.front() == "window";
    std::unique_ptr<QCoreApplication> application;
    if (!window)
        application = std::make_unique<QCoreApplication>(argc, argv);
    // A library whose primitives give wrong answers must not come near a workspace.
    if (const auto tested = oxseal::selfTest(); !tested) {
        std::cerr << oxseal::texts::what(tested.error()) << '\n';
        return oxseal::cli::exitCodeOf(tested.error());
    }
    if (window)
        return oxseal::windowMain(argc, argv);
    return oxseal::cli::run(words, std::cout, std::cerr, oxseal::Environment::system());
}
