// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QStringList>

class QWidget;

namespace oxseal::test {

/// Visible controls that can take the focus and have no accessible name, each as "Class objectName in Parent".
[[nodiscard]] QStringList namelessControls(const QWidget& root);
/// Visible labels and buttons that are narrower or lower than their text needs.
[[nodiscard]] QStringList cutTexts(const QWidget& root);
/// Visible rich-text labels: texts from files must never be interpreted.
[[nodiscard]] QStringList richTexts(const QWidget& root);
/// Disabled buttons that do not say why.
[[nodiscard]] QStringList silentButtons(const QWidget& root);

/// Measures how long the event loop of this thread was busy without a pause.
class LoopWatch final : public QObject
{
    Q_OBJECT

public:
    LoopWatch();
    [[nodiscard]] qint64 longestMs() const noexcept { return longest_; }
    void reset() { longest_ = 0; }

private:
    QElapsedTimer since_;
    qint64 longest_ = 0;
};

} // namespace oxseal::test
