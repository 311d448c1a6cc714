// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace oxseal::ui {

/// One step of a waterfall of bits: a bar from what the evidence had come to before a field to what it comes to with it, on an
/// axis that all steps share. Evidence for the match runs right, against it left.
class BitsBar final : public QWidget
{
    Q_OBJECT

public:
    struct Step
    {
        double from = 0; ///< bits
        double to = 0;
        double least = 0; ///< of the axis
        double most = 1;
        bool total = false; ///< a bar from zero in the accent colour
    };
    explicit BitsBar(const Step& step, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
    QSize sizeHint() const override;

private:
    Step step_;
};

} // namespace oxseal::ui
