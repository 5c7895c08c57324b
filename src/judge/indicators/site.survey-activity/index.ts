import { activityIndicator } from '../../activity.ts';
import { census } from '../../basis.ts';

/** 调查征集 as the 2015 census asks for it: a channel, and so many surveys in a year. */
export default activityIndicator({
  id: 'site.survey-activity',
  title: { zh: '调查征集活动', en: 'Surveys held' },
  basis: census('互动回应情况', '调查征集'),
  kind: 'survey',
  held: (interaction) => interaction.surveys,
});
