import { testIndicator } from '../../testing/fixtures.ts';
import indicator from './index.ts';

testIndicator(indicator, import.meta.dirname);
